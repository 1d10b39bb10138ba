"""Painted lists and cards."""
