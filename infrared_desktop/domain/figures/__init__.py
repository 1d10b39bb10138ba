"""What the clinic's work comes to, counted."""
