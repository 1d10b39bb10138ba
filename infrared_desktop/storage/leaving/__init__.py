"""Leaving with everything: the whole clinic, or one patient's record, as documented open files."""
