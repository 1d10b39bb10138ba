"""Texts of a protocol as they are typed: read, checked line by line, and edited in place."""
