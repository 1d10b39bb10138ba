"""Review copies: made, checked, opened elsewhere, and their remarks."""
