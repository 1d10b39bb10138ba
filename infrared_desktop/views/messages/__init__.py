"""What is written to patients: the message of one, the outbox of all, texts and mail server."""
