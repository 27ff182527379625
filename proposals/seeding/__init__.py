"""Negotiations as text: folders of TOML files that are read, checked, loaded and dumped."""

from proposals.seeding.dump import dump
from proposals.seeding.loader import load
from proposals.seeding.problems import SeedProblem, SeedProblems
from proposals.seeding.report import Report

__all__ = ["Report", "SeedProblem", "SeedProblems", "dump", "load"]
