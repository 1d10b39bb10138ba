"""Text as a spreadsheet's cell: shown as it is, never worked out as a formula."""

# A cell that begins with one of these would be worked out instead of shown, the wide ones too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def shielded(text: str) -> str:
    """Return a harmless cell from which `bared` gives the text back, whatever it begins with."""
    return f"'{text}" if text.startswith("'") else harmless(text)


def bared(cell: str) -> str:
    """Return the text of a cell that was shielded."""
    return cell.removeprefix("'")
