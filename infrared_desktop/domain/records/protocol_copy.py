"""A clinic's own copy of a protocol, as it was approved."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ProtocolCopy:
    """The whole text of a protocol (TOML) under the name of the one that it replaces."""

    name: str
    text: str
    approved_by_id: int
    approved_on: date
    reason: str
