"""The window on a damaged clinic: to read, and nothing else."""
