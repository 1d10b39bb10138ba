"""The health page: each thing that a clinic relies on, and a way to check it now."""
