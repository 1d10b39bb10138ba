"""The size of paper in a country: A4, or Letter where paper is cut to the North American sizes."""

from PySide6.QtGui import QPageSize

_LETTER = {"US", "CA", "MX", "BZ", "CL", "CO", "CR", "GT", "NI", "PA", "PH", "PR", "SV", "VE"}


def page_size(country: str) -> QPageSize:
    """Return the usual paper of a country by its two letters; A4 where none is named."""
    sizes = QPageSize.PageSizeId
    return QPageSize(sizes.Letter if country in _LETTER else sizes.A4)
