"""The way in: first start, unlocking, the practice clinic."""
