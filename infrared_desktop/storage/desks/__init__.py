"""The desks of a clinic: one for each subject, whose methods are audited acts."""
