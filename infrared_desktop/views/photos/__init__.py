"""Photographs on the screen: taken in, looked at, compared, handed over."""
