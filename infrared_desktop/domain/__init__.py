"""What an infrared clinic knows: frozen records and pure functions; no Qt, no SQL, no clock."""
