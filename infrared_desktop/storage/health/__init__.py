"""How a clinic stands: what it relies on, when each was checked last, and what was found."""
