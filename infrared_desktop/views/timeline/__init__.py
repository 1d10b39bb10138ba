"""The painted timeline and the same in words."""
