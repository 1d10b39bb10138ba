"""The plain words of every code."""
