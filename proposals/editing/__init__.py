"""The rules of editors' work: drafts, review, restoration, tagging and work queues.

The admin and the workbench both go through here; the tables are in `proposals.models`.
"""
