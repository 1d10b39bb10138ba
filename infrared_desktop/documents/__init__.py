"""Paper: what is printed or written as PDF."""
