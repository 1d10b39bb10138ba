"""Leaving with everything: the whole clinic, or all about one patient, as open files."""
