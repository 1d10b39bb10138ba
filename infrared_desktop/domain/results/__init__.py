"""What came of treatment: its course, its reviews, its reactions."""
