"""The timeline: a patient's records in lanes and in order."""
