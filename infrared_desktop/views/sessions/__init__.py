"""A treatment session on the screen: the day's check, settings, what came before."""
