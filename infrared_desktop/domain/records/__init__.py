"""What is written down: records, their coded answers, and a patient's whole chart."""
