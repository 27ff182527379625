"""The brief: a comparison on two pages, as HTML, PDF and Word. The full sheet is its annex."""
