"""Snapshots, frozen comparisons: their store, their changes since, and their verification."""
