"""What any Python process loads by itself that starts below a walk."""
