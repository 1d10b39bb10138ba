"""Consultations, plans, sessions, reviews and reactions: written, signed and added to."""
