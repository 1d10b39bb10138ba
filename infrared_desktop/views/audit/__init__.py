"""The audit log, looked through, checked and exported."""
