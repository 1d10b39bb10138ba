"""What stands between a patient and a session, and what a session's figures say."""
