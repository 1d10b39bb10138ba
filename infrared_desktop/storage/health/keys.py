"""Who gets into a clinic, and since when there is this recovery key."""

from dataclasses import dataclass
from datetime import datetime

from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.moments import moment_of
from infrared_desktop.storage.database.sqlcipher import read

_RECOVERY_ID = 0
_MADE = (
    "SELECT at FROM audit WHERE act IN ('recovery-key-changed', 'clinic-founded') ORDER BY seq DESC"
)


@dataclass(frozen=True)
class Keys:
    """Who has a passphrase, who a one-time code, who works here without a key, and what is due."""

    own: tuple[str, ...]
    by_code: tuple[str, ...]
    lacking: tuple[str, ...]
    recovery_made_at: datetime | None  # None where there is no recovery key
    is_rekeying_due: bool


def keys_of(clinic: Clinic) -> Keys:
    """Read the key file, and hold it against the staff."""
    holders = KeyRing(clinic.folder, clinic.ledger.key).holders()
    people = {each.id: each.record.name for each in clinic.staff.all() if each.record.active}
    codes = {who for who, holder in holders.items() if holder.has_code}
    made = None
    if _RECOVERY_ID in holders:
        told = (moment_of(at) for (at,) in read(clinic.ledger.db, _MADE))
        made = next((at for at in told if at), None)
    return Keys(
        tuple(name for who, name in people.items() if who in holders.keys() - codes),
        tuple(name for who, name in people.items() if who in codes),
        tuple(name for who, name in people.items() if who not in holders),
        made,
        clinic.staff.is_rekeying_due(),
    )
