"""The list of what is due, and what people do about it."""
