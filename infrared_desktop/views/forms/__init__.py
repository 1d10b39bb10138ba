"""Designer forms, bound to the records that they edit."""
