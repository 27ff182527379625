"""A comparison as tables: one description of them, and the files that are made from it."""
