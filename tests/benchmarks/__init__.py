"""How fast the program is, each figure as a ratio to a baseline of the same run."""
