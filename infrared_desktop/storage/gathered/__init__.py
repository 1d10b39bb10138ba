"""What is read together out of an open clinic for one screen or paper."""
