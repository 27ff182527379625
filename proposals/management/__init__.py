"""Commands of the terminal: load, dump, compare, export, verify and check."""
