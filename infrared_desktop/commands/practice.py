"""The verb that makes a practice clinic."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.commands import arguments

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `practice`."""
    practice = verbs.add_parser("practice", help="make a synthetic clinic")
    practice.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    practice.add_argument("--patients", type=arguments.count, default=60, metavar="N")
    practice.add_argument("--seed", type=int, default=1, metavar="S")
    practice.add_argument("--on", type=arguments.day, required=True, metavar="DATE")
    practice.set_defaults(run=_practice)


def _practice(asked: argparse.Namespace) -> int:
    from infrared_desktop.practice import make_practice_clinic

    with closing(make_practice_clinic(asked.folder, asked.patients, asked.seed, asked.on)):
        print(f"Made a practice clinic of {asked.patients} patients; its passphrase is practice.")
    return 0
