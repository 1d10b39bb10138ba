"""What the way in says of a lock that its person did not expect, and after a restore."""

from PySide6.QtCore import QCoreApplication


def lead_after(why: str, person: str) -> str:
    """Return why the way in is shown; "" where whoever locked the clinic knows."""
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
