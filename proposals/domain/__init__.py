"""The comparison engine: plain Python, no framework, no input or output, no clock, no language.

Every term denotes the set of outcomes that it admits; two positions are compared by the relation
of the two sets. See `values` for the sets, `relations` for how they lie to each other, `rules` for
the verdicts, `rows` for pairs and rows of columns, and `reason_order` for the reasons of a verdict.
"""
