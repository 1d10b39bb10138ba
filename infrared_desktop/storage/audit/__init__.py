"""The audit log: appended only, chained, and anchored outside the database."""
