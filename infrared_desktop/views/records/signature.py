"""Ask once more before a record is signed: by whom, what, and that it is for good."""

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.records.signature import meaning_of
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.workplace import Workplace


class Signature(QObject):
    """Puts the question into a banner; `given` says that it was answered with yes."""

    given = Signal()

    def __init__(self, workplace: Workplace, banner: Banner) -> None:
        super().__init__()
        self._staff, self._by = workplace.staff.record, workplace.by
        self._may_sign = workplace.may(Right.SIGN)
        self._banner, self._asked = banner, ""

    def may_sign(self) -> bool:
        """Say whether this person may sign, and tell one who may not."""
        if self._may_sign:
            return True
        words = self.tr("A clinician signs this. Your draft stays as it is.")
        self._banner.tell(Meaning.CAUTION, words)
        return False

    def ask(self, what: str, record: object) -> None:
        """Ask whether this is to be signed, and with which meaning; the same key means yes."""
        text = self.tr(
            "You sign as {name}, {role}: “{meaning}” {what}. It can't be changed then, only "
            "added to."
        )
        self._asked = text.format(
            name=self._staff.name,
            role=choices.label(self._staff.role),
            meaning=choices.label(meaning_of(record, self._by)),
            what=what,
        )
        sign = self.tr("Sign now (Ctrl+↵)")
        self._banner.tell(Meaning.DUE, self._asked, sign, self.given.emit)
        self._banner.take_keys()

    def is_asked(self) -> bool:
        """Say whether the question stands there."""
        return bool(self._asked) and self._banner.text() == self._asked

    def withdraw(self) -> None:
        """Take the question away, if it stands there."""
        if self.is_asked():
            self._banner.settle()
