"""A synthetic clinic to practise on and to measure with; nobody in it is real."""

from infrared_desktop.practice.crowds import long_history, make_crowd
from infrared_desktop.practice.founding import TIMEZONE
from infrared_desktop.practice.making import make_practice_clinic

__all__ = ["TIMEZONE", "long_history", "make_crowd", "make_practice_clinic"]
