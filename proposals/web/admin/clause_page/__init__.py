"""The page of a clause in parts: answers, evidence, comments, steps, two editors at once."""
