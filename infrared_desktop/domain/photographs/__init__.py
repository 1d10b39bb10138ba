"""Photographs read: their sets, how they compare, and what may leave the clinic."""
