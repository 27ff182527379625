"""Negotiations as text: reads folders of TOML files, checks them, loads them, writes them back."""

from proposals.seeding.dump import dump
from proposals.seeding.loader import load
from proposals.seeding.problems import SeedProblem, SeedProblems
from proposals.seeding.report import Report

__all__ = ["Report", "SeedProblem", "SeedProblems", "dump", "load"]
