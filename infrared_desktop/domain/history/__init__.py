"""A medical history read: what it says, what changed, what is missing in it."""
