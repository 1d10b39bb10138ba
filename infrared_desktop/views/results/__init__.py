"""Reviews and reactions on the screen, and the course of a result."""
