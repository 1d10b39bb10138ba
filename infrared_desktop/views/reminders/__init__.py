"""Reminders on the desk: the sign beside the clock, and a message at the chosen times."""
