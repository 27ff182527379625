"""The workbench: an article's text on one side, the clauses that its passages bear on beside it."""
