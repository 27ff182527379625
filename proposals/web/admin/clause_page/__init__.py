"""The page of a clause in parts: answers, evidence, comments, steps of review, late edits."""
