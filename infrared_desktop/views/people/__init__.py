"""Finding, registering, importing people, and the page of one of them."""
