"""The encrypted database: opened, brought up to date, and records turned into rows and back."""
