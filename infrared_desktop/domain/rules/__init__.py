"""Suitability rules: what one is, and the conditions that a protocol can name."""
