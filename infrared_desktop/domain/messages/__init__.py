"""Messages to patients and calendars: their words, and who may be written to, how and when."""
