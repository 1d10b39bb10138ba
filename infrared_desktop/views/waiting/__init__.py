"""The waiting list: who would come sooner, what fell free, and the offers that were made."""
