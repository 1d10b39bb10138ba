"""A protocol that somebody is changing: what differs, what is wrong, and who approves it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from infrared_desktop.domain.protocol.figures import Figure, figures_of, read_typed
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.protocol.renewal import missing_rules, with_missing_rules
from infrared_desktop.domain.toml.edits import with_keys, with_value
from infrared_desktop.domain.toml.flaws import Flaw, FlawError
from infrared_desktop.domain.toml.lines import KeyPath


@dataclass(frozen=True)
class ProtocolDraft:
    """The text as it stands now, beside the one that holds and the one that was shipped."""

    name: str
    shipped: str
    holds: str
    text: str

    @cached_property
    def flaws(self) -> tuple[Flaw, ...]:
        """All that is wrong with the text."""
        return _flaws(self.text, f"{self.name}.toml")

    @cached_property
    def is_readable(self) -> bool:
        """Whether the text is TOML at all, so that it has figures."""
        return all(flaw.key for flaw in self.flaws)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the text; it must be readable."""
        return _figures(self.text)

    @cached_property
    def _shipped_by_key(self) -> dict[str, Figure]:
        return _by_key(self.shipped)

    @cached_property
    def _held_by_key(self) -> dict[str, Figure]:
        return _by_key(self.holds)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to approve."""
        return self.text != self.holds

    @cached_property
    def missing_rules(self) -> tuple[str, ...]:
        """The codes of the program's rules that the text does not have."""
        return missing_rules(self.shipped, self.text)

    def with_missing_rules(self) -> "ProtocolDraft":
        """Take those over as the program brings them."""
        return self.with_text(with_missing_rules(self.shipped, self.text))

    def figure(self, key: str) -> Figure | None:
        """Return a figure by its key."""
        return next((one for one in self.figures if one.key == key), None)

    def shipped_figure(self, key: str) -> Figure | None:
        """Return what the program brought for a key, or None where the clinic added it."""
        return self._shipped_by_key.get(key)

    def is_unlike_shipped(self, figure: Figure) -> bool:
        """Say whether the clinic holds something else than what the program brought."""
        shipped = self.shipped_figure(figure.key)
        return shipped is None or not figure.says_the_same(shipped)

    def is_new(self, figure: Figure) -> bool:
        """Say whether a figure is not as it is treated by now."""
        if not self.is_changed:
            return False
        held = self._held_by_key.get(figure.key)
        return (
            held is None or not figure.says_the_same(held) or _approval(figure) != _approval(held)
        )

    def flaws_of(self, figure: Figure) -> tuple[Flaw, ...]:
        """Return what is wrong with a figure, or with the entry or section that it belongs to."""
        paths = {".".join(figure.path[:n]) for n in range(1, len(figure.path) + 1)}
        paths |= {".".join((*figure.ground, key)) for key in ("source", "tag")}
        return tuple(flaw for flaw in self.flaws if flaw.key in paths)

    def with_text(self, text: str) -> "ProtocolDraft":
        """Put another text in its place."""
        return replace(self, text=text)

    def with_typed(self, figure: Figure, typed: str) -> "ProtocolDraft":
        """Put in what was typed for a figure; raise KnownError where it is of another kind."""
        value = read_typed(typed, figure.value)
        return self.with_text(with_value(self.text, figure.path, value))

    def with_ground(self, figure: Figure, source: str, tag: str) -> "ProtocolDraft":
        """Say what a figure rests on."""
        return self.with_text(
            with_keys(self.text, {figure.ground: {"source": source, "tag": tag}}, "tag")
        )

    def as_shipped(self, figure: Figure) -> "ProtocolDraft":
        """Take back to what the program brought; there must be such a figure."""
        shipped = self._shipped_by_key[figure.key]
        text = with_value(self.text, figure.path, shipped.value)
        return self.with_text(text).with_ground(figure, shipped.source, shipped.tag)

    def confirmed(self, figure: Figure, by: str, on: date) -> "ProtocolDraft":
        """Approve a figure as it is."""
        return self.with_text(_approved(self.text, {figure.ground}, by, on))

    def approved_text(self, by: str, on: date) -> str:
        """Return the text with every figure approved that is not as it is treated by now."""
        changed = (one for one in self.figures if self.is_new(one))
        return _approved(self.text, {one.ground for one in changed}, by, on)


# Mostly the three texts are one and the same, and were looked at before.
@lru_cache(maxsize=4)
def _figures(text: str) -> tuple[Figure, ...]:
    return figures_of(text)


@lru_cache(maxsize=4)
def _by_key(text: str) -> dict[str, Figure]:
    return {one.key: one for one in _figures(text)}


@lru_cache(maxsize=4)
def _flaws(text: str, file: str) -> tuple[Flaw, ...]:
    try:
        parse_protocol(text, file)
    except FlawError as error:
        return error.flaws
    return ()


def _approval(figure: Figure) -> tuple[str, date | None]:
    return figure.approved_by, figure.approved_on


def _approved(text: str, grounds: set[KeyPath], by: str, on: date) -> str:
    keys = {"approved_by": by, "approved_on": on}
    return with_keys(text, dict.fromkeys(grounds, keys), "tag")
