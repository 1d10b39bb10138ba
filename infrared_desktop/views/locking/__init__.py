"""How the window locks: when, what waits meanwhile, and how the process starts afresh."""
