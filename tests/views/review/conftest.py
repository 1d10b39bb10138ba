"""Fixtures of review copies on the screen: the copy that storage tests make too."""

from tests.storage.conftest import copy, taken, taken_clinic, unlocked

__all__ = ["copy", "taken", "taken_clinic", "unlocked"]
