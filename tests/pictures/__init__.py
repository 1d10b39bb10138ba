"""Every screen of a practice clinic as a picture, light and dark, at two scales."""
