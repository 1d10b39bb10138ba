"""What the clinic sets about itself."""
