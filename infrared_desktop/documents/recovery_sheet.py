"""The recovery key on paper: one sheet to lock away, as a PDF or from the printer."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFontDatabase,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from infrared_desktop.documents.paper_size import page_size

_PER_INCH = 96
_MARGINS_MM = QMarginsF(25, 25, 25, 25)

_LOOK = """
body {{ color: #000000; font-size: 15px; }}
h1 {{ font-size: 30px; margin-bottom: 4px; }}
h2 {{ font-size: 17px; margin-top: 26px; margin-bottom: 4px; }}
p {{ margin-top: 4px; margin-bottom: 8px; line-height: 125%; }}
td.group {{ font-family: "{mono}"; font-size: 30px; padding: 2px 26px 12px 0; }}
td.number {{ font-size: 12px; color: #444444; padding: 8px 26px 0 0; }}
"""


@dataclass(frozen=True)
class RecoverySheet:
    """What stands on the sheet; the day is in words already."""

    clinic_name: str
    recovery_key: str
    made_on: str
    country: str = ""


def to_pdf(sheet: RecoverySheet) -> bytes:
    """Return the sheet as a PDF of one page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Infrared Desktop")
    writer.setTitle(_tr("Recovery key"))
    writer.setPageSize(page_size(sheet.country))
    paint(writer, sheet)
    buffer.close()
    return bytes(buffer.data().data())


def paint(device: QPagedPaintDevice, sheet: RecoverySheet) -> None:
    """Paint the sheet onto one page of a PDF or a printer."""
    device.setPageMargins(_MARGINS_MM, QPageLayout.Unit.Millimeter)
    painter = QPainter(device)
    scale = device.logicalDpiX() / _PER_INCH
    painter.scale(scale, scale)
    document = to_document(sheet)
    document.setTextWidth(device.width() / scale)
    document.drawContents(painter)
    painter.end()


def to_document(sheet: RecoverySheet) -> QTextDocument:
    """Return the sheet as a document of black text."""
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    document = QTextDocument()
    document.setDefaultStyleSheet(_LOOK.format(mono=mono))
    document.setHtml(_html(sheet))
    return document


def _html(sheet: RecoverySheet) -> str:
    about = _tr("{clinic}, made on {day}").format(clinic=sheet.clinic_name, day=sheet.made_on)
    parts = [
        f"<h1>{escape(_tr('Recovery key'))}</h1>",
        _paragraph(about),
        _groups(sheet.recovery_key.split("-")),
        *(f"<h2>{escape(title)}</h2>{_paragraph(text)}" for title, text in _sections()),
        "<br>",
        _paragraph(_tr("Kept by: ____________________    Place: ____________________")),
    ]
    return f"<body>{''.join(parts)}</body>"


def _sections() -> list[tuple[str, str]]:
    return [
        (
            _tr("What it is for"),
            _tr(
                "It opens the clinic when a passphrase is forgotten. In the unlock window, "
                "choose “Use the recovery key” and type it; spaces, dashes and small letters "
                "don't matter."
            ),
        ),
        (
            _tr("Where to keep it"),
            _tr(
                "In a sealed envelope in a safe, or with a person you trust; never beside the "
                "computer, and not as a photograph. Whoever has it can read every record."
            ),
        ),
        (
            _tr("If it is lost"),
            _tr(
                "Nobody can make it again. Without it and without a passphrase, the clinic "
                "can't be opened by anybody."
            ),
        ),
    ]


def _groups(groups: list[str]) -> str:
    rows = []
    for start in range(0, len(groups), 4):
        part = groups[start : start + 4]
        numbers = "".join(f'<td class="number">{start + i + 1}</td>' for i in range(len(part)))
        letters = "".join(f'<td class="group">{escape(group)}</td>' for group in part)
        rows.append(f"<tr>{numbers}</tr><tr>{letters}</tr>")
    return f"<table cellspacing='0'>{''.join(rows)}</table>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text).replace('    ', '&nbsp;' * 4)}</p>"


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecoverySheet", text)
