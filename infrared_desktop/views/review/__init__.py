"""Review copies: read away from the clinic, made and taken back at the front desk."""
