"""Paper made beside the window, in a process of its own that a person can stop."""

import subprocess
from collections.abc import Callable

from infrared_desktop.documents.beside import command, start
from infrared_desktop.documents.orders import REFUSED, VERB, Order, PrinterChoice
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.errors import KnownError

Steps = Callable[[float], object]
_ENDED_EARLY = (
    "The paper could not be made: the part of the program that makes it did not run to its end. "
    "Nothing is lost; try again."
)


def make_pdf(paper: Paper, step: Steps = lambda _: None) -> bytes:
    """Return a paper as a PDF; `step` hears the share that is done, and may raise to end it."""
    return _made(Order(paper), step)


def make_picture(paper: Paper, step: Steps = lambda _: None) -> bytes:
    """Return a timeline's paper as an SVG picture."""
    return _made(Order(paper, as_picture=True), step)


def print_beside(paper: Paper, printer: PrinterChoice, step: Steps = lambda _: None) -> None:
    """Print a paper; raise KnownError where the printer does not take it."""
    _made(Order(paper, printer), step)


def _made(order: Order, step: Steps) -> bytes:
    with _started() as child:
        try:
            made = _followed(child, order, step)
        except BaseException:
            child.kill()
            raise
    if child.returncode == REFUSED:
        raise KnownError(
            "The printer did not take the paper. Nothing is lost: look whether it is switched on "
            "and has paper, then print again, or save a PDF."
        )
    if child.returncode:
        raise KnownError(_ENDED_EARLY)
    return made


def _started() -> "subprocess.Popen[bytes]":
    try:
        return start(_command())
    except OSError as error:
        raise KnownError(_ENDED_EARLY) from error


def _followed(child: "subprocess.Popen[bytes]", order: Order, step: Steps) -> bytes:
    """Hand the order over, pass on how far it is, and return what comes out."""
    assert child.stdin and child.stdout and child.stderr
    try:
        child.stdin.write(order.to_json())
        child.stdin.close()
    except OSError:
        pass  # it ended early; its exit code says so
    for line in child.stderr:
        if line.strip().isdigit():
            step(int(line) / 100)
    return child.stdout.read()


def _command() -> list[str]:
    return command(VERB)
