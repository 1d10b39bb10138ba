"""The day, the diary and booking."""
