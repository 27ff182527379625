"""What leaves the house: files made of the matrix, each with exactly its page's selection."""
