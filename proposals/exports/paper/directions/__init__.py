"""Writing directions on paper: what WeasyPrint 70 does not know of the order of words in a line.

WeasyPrint sets each piece of text by itself and places the pieces of a line one after the other,
all from one side. The order of two directions (UAX 9) goes by the whole paragraph. Note 22 tells
how each step goes about it. All of this runs in the process that draws, and only for documents in
which something runs from right to left.
"""
