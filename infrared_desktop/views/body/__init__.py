"""The drawn body on which areas are picked."""
