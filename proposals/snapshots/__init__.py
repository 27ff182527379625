"""Frozen comparisons: keeping one, telling what has changed since, and checking one from a file."""
