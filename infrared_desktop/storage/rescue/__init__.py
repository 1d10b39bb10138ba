"""A damaged clinic, opened so that what still reads can be read."""
