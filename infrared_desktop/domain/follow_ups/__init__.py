"""What is due, derived from the facts, joined with what people did about it."""
