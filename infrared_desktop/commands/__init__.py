"""The verbs that need no window, a module for each subject."""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from infrared_desktop.commands import (
    audit,
    backup,
    checks,
    diary,
    export,
    follow_ups,
    patients,
    photos,
    practice,
    records,
    review_copy,
    slots,
    timeline,
)
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.usage import OneSentenceParser

_SUBJECTS = (
    practice,
    patients,
    photos,
    records,
    timeline,
    review_copy,
    backup,
    export,
    diary,
    slots,
    follow_ups,
    checks,
    audit,
)


def run_verb(words: Sequence[str]) -> int:
    """Run one verb; a KnownError, or output that nobody takes, becomes exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that lacks a letter of somebody's name shows a mark in its place.
            stream.reconfigure(errors="replace")
    asked = _parser().parse_args(words)
    try:
        code = int(asked.run(asked))
        print(end="", flush=True)
        return code
    except KnownError as error:
        print(error.sentence, file=sys.stderr)
    except OSError as error:
        if error.filename is not None:
            raise
        _give_up_output(error)
    return 1


def verbs() -> frozenset[str]:
    """Return the names of all verbs."""
    parser = argparse.ArgumentParser()
    known = parser.add_subparsers(parser_class=OneSentenceParser)
    for subject in _SUBJECTS:
        subject.add_to(known)
    return frozenset(known.choices)


def _give_up_output(error: OSError) -> None:
    """Write no more: the next program has read enough, or what it goes to is full."""
    if not isinstance(error, BrokenPipeError):
        print(f"The output could not be written ({error.strerror}).", file=sys.stderr)
    # What is left would be written once more when the program ends.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = OneSentenceParser("infrared-desktop")
    known = parser.add_subparsers(dest="verb", required=True, parser_class=OneSentenceParser)
    for subject in _SUBJECTS:
        subject.add_to(known)
    for each in known._choices_actions:  # argparse itself tells this in the list of verbs alone
        known.choices[each.dest].description = each.help
    return parser
