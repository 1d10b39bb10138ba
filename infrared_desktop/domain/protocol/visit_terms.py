"""What a visit needs: how fresh the history must be, and how long a test spot has to wait."""

from dataclasses import dataclass, fields

from infrared_desktop.domain.records.history import History

_NOT_ASKED = {"patient_id", "taken_on", "confirmed_on"}
_ASKED = {one.name for one in fields(History)} - _NOT_ASKED


@dataclass(frozen=True)
class HistoryTerms:
    """After `stale_days` the history is asked anew; `ask_each_visit` are fields of History."""

    stale_days: int
    ask_each_visit: tuple[str, ...]

    def __post_init__(self) -> None:
        unknown = [name for name in self.ask_each_visit if name not in _ASKED]
        if unknown:
            raise ValueError(f"names {unknown[0]}, which is no field of the history")


@dataclass(frozen=True)
class TestSpotTerms:
    """Hours until a test spot can be read; tanned skin waits as long as dark skin."""

    __test__ = False  # not a class of tests

    light_hours: float
    dark_hours: float
    dark_from_type: int

    def wait_hours(self, fitzpatrick_type: int | None, tanned: bool) -> float:
        """Return the wait; a skin type that nobody asked waits as long as dark skin."""
        dark = fitzpatrick_type is None or fitzpatrick_type >= self.dark_from_type
        return self.dark_hours if dark or tanned else self.light_hours
