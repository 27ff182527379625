"""The comparison engine: plain Python, no framework, no input or output, no clock.

Every term denotes the set of outcomes that it admits; two positions are compared by the relation
of the two sets. See `values` for the sets, `relations` for how they lie to each other, `comparing`
for the rules and `sentences` for what a reader is told.
"""
