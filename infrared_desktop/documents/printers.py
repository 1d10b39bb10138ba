"""Printers: what a person chose, as plain values that another process can use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from infrared_desktop.documents.orders import PrinterChoice
from infrared_desktop.documents.press import Paper, print_paper
from infrared_desktop.domain.errors import KnownError


def chosen(printer: QPrinter) -> PrinterChoice:
    """Return what was chosen for a printer."""
    return PrinterChoice(
        name=printer.printerName(),
        file=printer.outputFileName(),
        copies=printer.copyCount(),
        first_page=printer.fromPage(),
        last_page=printer.toPage(),
        duplex=printer.duplex().value,
        colour=printer.colorMode().value,
        size=printer.pageLayout().pageSize().key(),
        landscape=printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape,
    )


def send(choice: PrinterChoice, paper: Paper, step: Callable[[float], object]) -> None:
    """Print a paper; raise KnownError where the printer does not take it."""
    with printing(choice) as printer:
        print_paper(printer, paper, step)


@contextmanager
def printing(choice: PrinterChoice) -> Iterator[QPrinter]:
    """Give the printer that was chosen; raise KnownError where it does not take its paper."""
    printer = _printer(choice)
    try:
        yield printer
    except KnownError:
        printer.abort()
        raise
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise KnownError("The printer did not take the paper.")


def _printer(choice: PrinterChoice) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if choice.file:
        printer.setOutputFileName(choice.file)
    else:
        printer.setPrinterName(choice.name)
        if not printer.isValid():
            raise KnownError("The printer {name} is gone.", name=choice.name)
    printer.setCopyCount(choice.copies)
    printer.setDuplex(QPrinter.DuplexMode(choice.duplex))
    printer.setColorMode(QPrinter.ColorMode(choice.colour))
    if choice.size:
        printer.setPageSize(_size(choice.size))
    if choice.landscape:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    return printer


def _size(key: str) -> QPageSize:
    sizes = (QPageSize(each) for each in QPageSize.PageSizeId)
    return next((each for each in sizes if each.key() == key), QPageSize())
