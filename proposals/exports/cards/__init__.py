"""Cards for sharing: the verdict, the answers and the parties' colours as one picture."""
