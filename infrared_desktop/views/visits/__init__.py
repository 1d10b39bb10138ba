"""A visit in words wherever it is shown, and which one a record belongs to."""
