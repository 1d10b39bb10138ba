"""Papers on the screen: outline, consent, instruction sheets, and what is done with them."""
