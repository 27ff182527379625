"""The shapes of all answers: the description is made of them, and tests hold answers to them."""
