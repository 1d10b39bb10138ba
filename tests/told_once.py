"""Scenes of which a window hears once, when they are over.

It reads itself anew whenever it hears of an act, and nobody looks at it during a scene.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change

P = ParamSpec("P")
R = TypeVar("R")


def scene(play: Callable[Concatenate[Clinic, P], R]) -> Callable[Concatenate[Clinic, P], R]:
    """Have what a function plays at a clinic told once."""

    @wraps(play)
    def played(clinic: Clinic, *said: P.args, **named: P.kwargs) -> R:
        with told_once(clinic):
            return play(clinic, *said, **named)

    return played


@contextmanager
def told_once(clinic: Clinic) -> Iterator[None]:
    """Tell all acts in here as one to whoever listens from outside the clinic."""
    listeners = clinic.ledger._listeners
    outside = [each for each in listeners if getattr(each, "__self__", None) is not clinic]
    changes: list[Change] = []
    listeners[:] = [each for each in listeners if each not in outside] + [changes.append]
    try:
        yield
    finally:
        listeners.remove(changes.append)
        listeners += outside
    if changes:
        kinds = frozenset[str]().union(*(change.kinds for change in changes))
        patients = frozenset[int]().union(*(change.patients for change in changes))
        for tell in outside:
            tell(Change(changes[-1].act, kinds, patients))
