"""The process that sets and prints paper: its order comes in as JSON, a PDF goes out.

It runs beside the window, as Python holds its lock while Qt embeds fonts: with 150 lines of
Chinese a thread stopped the window for 0.8 s, a process for 10 ms. Nothing of a patient is in its
arguments or in any file.
"""

import os
from typing import TextIO

from PySide6.QtGui import QGuiApplication

from infrared_desktop.documents.orders import REFUSED, Order
from infrared_desktop.documents.press import to_pdf
from infrared_desktop.domain.errors import KnownError


def serve() -> int:
    """Take one order from standard input, say how far it is, and give the PDF out."""
    # By number: a program without a console has no sys.stdin, but it has what it was given.
    with open(0, "rb", closefd=False) as orders:
        order = Order.from_json(orders.read())
    application = QGuiApplication(["infrared-desktop"])
    with open(2, "w", encoding="ascii", closefd=False) as progress:
        try:
            made = _made(order, _Steps(progress))
        except KnownError:
            return REFUSED
        finally:
            application.shutdown()
    _end_progress()
    with open(1, "wb", closefd=False) as out:
        out.write(made)
    return 0


def _made(order: Order, steps: "_Steps") -> bytes:
    if order.paper.sheet:
        return _drawn(order, steps)
    if order.printer is None:
        return to_pdf(order.paper, steps)
    from infrared_desktop.documents.printers import send

    send(order.printer, order.paper, steps)
    return b""


def _drawn(order: Order, steps: "_Steps") -> bytes:
    """Draw a timeline; what paper in words needs is not loaded for it, nor the other way."""
    from infrared_desktop.documents import timeline_files
    from infrared_desktop.documents.timeline_sheet import TimelineSheet

    sheet = TimelineSheet.from_json(order.paper.sheet)
    if order.as_picture:
        return timeline_files.to_svg(order.paper, sheet)
    if order.printer is None:
        return timeline_files.to_pdf(order.paper, sheet, steps)
    from infrared_desktop.documents.printers import printing

    with printing(order.printer) as printer:
        timeline_files.print_sheet(printer, order.paper, sheet, steps)
    return b""


def _end_progress() -> None:
    """Let the other end read the PDF: it follows the progress until there is no more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


class _Steps:
    """Says each full per cent once."""

    def __init__(self, progress: TextIO) -> None:
        self._progress, self._told = progress, -1

    def __call__(self, share: float) -> None:
        percent = int(share * 100)
        if percent > self._told:
            self._told = percent
            self._progress.write(f"{percent}\n")
            self._progress.flush()
