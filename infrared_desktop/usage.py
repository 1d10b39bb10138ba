"""Answer wrong use of the command line with one sentence."""

import argparse
from typing import TYPE_CHECKING, NoReturn


class OneSentenceParser(argparse.ArgumentParser):
    """A parser that answers wrong use with one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong, in one line."""
        self.exit(2, f"{self.prog}: {message}; try --help.\n")


if TYPE_CHECKING:
    # What a subject adds its verbs to; argparse gives its type no other name.
    Verbs = argparse._SubParsersAction[OneSentenceParser]
