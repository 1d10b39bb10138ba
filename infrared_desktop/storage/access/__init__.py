"""Who gets in: the keys of people, tries that failed, and the database under a new key."""
