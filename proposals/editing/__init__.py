"""Owns the rules of editors' work: drafts, review, history, tagging, and what waits for whom.

Every door (admin, workbench) goes through here; the tables are in `proposals.models`.
"""
