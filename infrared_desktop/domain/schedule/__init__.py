"""When something may take place: windows of treatment, opening hours, what holds a time."""
