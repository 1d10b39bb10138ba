"""The ways that lead from everywhere, besides those of the rail: found by Ctrl+K, some by a key."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Way(NamedTuple):
    """The name of a place, what leads there, its key, and what else people may look for."""

    place: str
    text: str
    keys: str = ""
    also: str = ""


def ways() -> tuple[Way, ...]:
    """Return the ways, those to the pages of the clinic last."""
    return (
        Way("patient_form", _words("Register a new patient"), "Ctrl+N"),
        Way("import", _words("Import a patient list")),
        Way("waiting", _words("Waiting list"), also=_words("wish earlier sooner offer")),
        Way("unresolved", _words("Visits without an outcome"), also=_words("unresolved past")),
        Way("outcomes", _words("Results of treatment"), also=_words("outcome evidence grades")),
        *_pages_of_clinic(),
    )


def _pages_of_clinic() -> tuple[Way, ...]:
    clinic = _words("clinic settings")
    facts = _words("telephone address reception reads lock keep records")
    twice = _words("duplicates double same person merge join pairs")
    pages = (
        Way("clinic_facts", _words("Name and settings of the clinic"), also=facts),
        Way(
            "staff",
            _words("Staff and keys"),
            also=_words("people roles passphrase one-time code recovery key"),
        ),
        Way("own_key", _words("Change my passphrase"), also=_words("password key own")),
        Way("protocol", _words("Protocol: rules and figures")),
        Way("devices", _words("Devices: service, recall")),
        Way(
            "desk_rules",
            _words("Hours and visits: opening hours, lengths, buffers"),
            also=_words("breaks overlaps reminders notifications kinds minutes"),
        ),
        Way("closures", _words("Closing days"), also=_words("closed holiday vacation")),
        Way("message_text", _words("Texts of messages"), also=_words("templates letters e-mail")),
        Way("mail_server", _words("Mail server"), also=_words("e-mail smtp password")),
        Way(
            "photo_register",
            _words("Photographs that left"),
            also=_words("register export consent withdrawal"),
        ),
        Way("review_copies", _words("Review copies"), also=_words("laptop take along remarks")),
        Way(
            "leaving",
            _words("Take everything along"),
            also=_words("export leave all open files csv json"),
        ),
        Way("alike", _words("Who may be registered twice"), also=twice),
        Way("keeping", _words("Wishes and keeping"), also=_words("erase retention delete gdpr")),
        Way("audit", _words("Audit log"), also=_words("who did read changed check trail")),
        Way("backups", _words("Backups"), also=_words("safe copy stick restore place")),
        Way("health", _words("Health"), also=_words("check verify integrity disk clock version")),
    )
    return tuple(way._replace(also=f"{way.also} {clinic}".strip()) for way in pages)


def _words(text: str) -> str:
    return QCoreApplication.translate("Everywhere", text)
