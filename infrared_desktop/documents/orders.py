"""What is asked of the process that makes paper, as plain values that go through a pipe."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from infrared_desktop.documents.press import Paper

VERB = "print-paper"  # what the program is started with to be that process
REFUSED = 3  # its exit code when the printer does not take the paper


@dataclass(frozen=True)
class PrinterChoice:
    """What was chosen in the printer's dialog, in plain values; pages 0 to 0 are all."""

    name: str
    file: str = ""
    copies: int = 1
    first_page: int = 0
    last_page: int = 0
    duplex: int = 0
    colour: int = 1
    size: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Order:
    """What is to be made: a PDF, paper from a printer where one is chosen, or a picture."""

    paper: Paper
    printer: PrinterChoice | None = None
    as_picture: bool = False

    def to_json(self) -> bytes:
        """Return the order as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Order":
        """Read an order."""
        read: dict[str, Any] = json.loads(content)
        paper = read["paper"]
        printer = PrinterChoice(**read["printer"]) if read["printer"] else None
        told = Paper(**{**paper, "lines": tuple(paper["lines"])})
        return cls(told, printer, read["as_picture"])
