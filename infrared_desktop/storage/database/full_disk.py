"""A disk that takes nothing more: what that means where nothing was to be saved yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from infrared_desktop.domain.access.deeds import DEEDS, READ, Group
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.sentences import sentence

REFUSES = "the disk is full or does not answer"  # as a system would tell it


class DiskError(KnownError):
    """The disk is full, or does not answer; what lies on it is not damaged by that."""

    why = "The disk is full or does not answer"
    help = "Free some space on that disk, then try again."


class ShutFolderError(DiskError):
    """The folder of the clinic is gone, or may not be written."""

    why = "The clinic folder cannot be written"
    help = "See that the folder is there and that you may write to it, then try again."


def told_of(act: str, found: KnownError) -> KnownError:
    """Return what is told where an act failed that would have saved nothing but its own trace."""
    deed = DEEDS[act]
    if not isinstance(found, DiskError) or not (deed.action is READ or deed.group is Group.LEAVING):
        return found
    return type(found)(
        "{why}, so this was not done: what is looked at or given out is noted first. Nothing is "
        "lost, and all that was saved is safe. {help}",
        why=sentence(found.why),
        help=sentence(found.help),
    )


def still_shut(error: DiskError) -> KnownError:
    """Return what is told where the disk refused what opening a clinic writes."""
    return KnownError(
        "{why}, so the clinic was not opened: whoever comes in is noted first. Nothing is lost, "
        "and all that was saved is safe. {help}",
        why=sentence(error.why),
        help=sentence(error.help),
    )


@contextmanager
def opening() -> Iterator[None]:
    """Say so where the disk refuses what opening a clinic writes."""
    try:
        yield
    except DiskError as error:
        raise still_shut(error) from error


@contextmanager
def founding_on_disk() -> Iterator[None]:
    """Say that no clinic was made where the disk has no room for it."""
    try:
        yield
    except DiskError as error:
        raise KnownError(
            "The disk is full or does not answer, so no clinic was made, and nothing of it is "
            "left. Free some space, or choose a folder on another disk."
        ) from error
