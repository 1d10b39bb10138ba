"""Intake, treatment timelines and follow-up for infrared skin-tightening clinics."""
