"""What lies beside the database, or leaves as a file: keys, photographs, locks."""
