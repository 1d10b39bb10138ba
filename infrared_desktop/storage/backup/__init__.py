"""Backups: made while people work, proven by putting them back, thinned, restored."""
