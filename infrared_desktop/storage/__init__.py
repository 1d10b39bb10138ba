"""Keys, the encrypted database, its migrations and the Clinic, the one door to them."""
