"""What the way in says of a lock that its person did not expect, and after a restore."""

from PySide6.QtCore import QCoreApplication


def lead_after(why: str, person: str, waits: str) -> str:
    """Return why the way in is shown, and what waits; "" where whoever locked it knows all."""
    return " ".join(filter(None, (_why_words(why, person), _waits_words(waits))))


def _waits_words(waits: str) -> str:
    match waits:
        case "kept":
            return _words(
                "What somebody had typed and not saved is kept, encrypted: it comes back when "
                "they unlock."
            )
        case "here":
            return _words(
                "What somebody had typed could not be stored. It waits in this window alone: leave "
                "it open, and it comes back when they unlock."
            )
        case _:
            return ""


def _why_words(why: str, person: str) -> str:
    match why:
        case "new role":
            text = _words(
                "The role of {name} was changed, so the clinic was locked. All that was saved is "
                "safe; the new role counts once {name} unlocks."
            )
        case "left the clinic":
            text = _words(
                "{name} no longer works here, so the clinic was locked. All that was saved is "
                "safe. Whoever works here unlocks it."
            )
        case "clock":
            text = _words(
                "The clock of this PC jumped, so the clinic was locked. All that was saved is safe."
            )
        case "session":
            text = _words(
                "It was open for 12 hours, so the clinic was locked. All that was saved is safe."
            )
        case "put back":
            text = _words(
                "It was put back, and all of it is whole. It opens with a passphrase of the day "
                "when the backup was made. What was here before is kept."
            )
        case _:
            return ""
    return text.format(name=person)


def _words(text: str) -> str:
    return QCoreApplication.translate("UnlockPage", text)
