"""Backups in the window: made by themselves, and how they stand."""
