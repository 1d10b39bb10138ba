"""What a damaged or hostile file may hold: real ones that were altered, and mere bytes."""

import json
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from hypothesis import strategies as st

_SIGNS = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\r",
    b"\n\n",
    b'"',
    b"'",
    b"{",
    b"}",
    b"[" * 3000,
    b",,",
    b"=",
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"9" * 5000,
    b"true",
    b"null",
    "Å\u202e\u0661".encode(),
    b"../../x",
    b"%s{0.__class__}",
    b"2026-02-30",
    b"9999-12-31T23:59:59+23:59",
)
_DEEP = "a list in a list in a list"
_VALUES: tuple[Any, ...] = (
    None,
    True,
    [],
    {},
    "",
    "\0",
    "Å\u202e\u0661",
    "\ud800",
    "../../x",
    "2026-02-30",
    "0001-01-01T00:00:00+23:59",
    "=" * 7,
    "a" * 3000,
    -1,
    0,
    2**70,
    1e999,
    float("nan"),
    0.5,
    [[]],
    {"": None},
    [None, {}, -1],
    _DEEP,
)
_EDITS = ("put", "over", "cut", "cut off", "twice", "value", "line")
_places = st.integers(0, 1 << 20)
_signs = st.integers(0, len(_SIGNS) - 1) | st.binary(max_size=6)  # by number, as some are long
_edits = st.lists(st.tuples(_places, st.sampled_from(_EDITS), _signs), min_size=1, max_size=4)
_changes = st.lists(st.tuples(_places, st.integers(0, len(_VALUES) - 1)), min_size=1, max_size=3)


class Altered(NamedTuple):
    """How a real content is altered: by bytes, or by values where it is JSON."""

    which: int
    edits: Sequence[tuple[int, str, int | bytes]] = ()
    changes: Sequence[tuple[int, int]] = ()
    instead: bytes | None = None

    def of(self, corpus: Sequence[bytes]) -> bytes:
        """Return one of the contents, altered."""
        if self.instead is not None:
            return self.instead
        content = corpus[self.which]
        if self.changes:
            return _changed(content, self.changes)
        for place, how, signs in self.edits:
            put = _SIGNS[signs] if isinstance(signs, int) else signs
            content = _once(content, place % (len(content) + 1), how, put)
        return content


def altered(corpus: Sequence[bytes]) -> st.SearchStrategy[Altered]:
    """Return what draws real contents with a few edits, and now and then bytes of none at all."""
    anywhere = st.tuples(st.integers(0, len(corpus) - 1), _edits)
    found = anywhere.map(lambda drawn: Altered(*drawn))
    of_words = [which for which, content in enumerate(corpus) if _is_json(content)]
    if of_words:
        within = st.tuples(st.sampled_from(of_words), _changes)
        found |= within.map(lambda drawn: Altered(drawn[0], changes=drawn[1]))
    return found | st.binary(max_size=300).map(lambda drawn: Altered(0, instead=drawn))


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict | list)
    except ValueError:
        return False


def _once(content: bytes, at: int, kind: str, signs: bytes) -> bytes:
    before, after = content[:at], content[at:]
    begins, ends = content.rfind(b"\n", 0, at) + 1, (content.find(b"\n", at) + 1 or len(content))
    line = content[begins:ends]
    match kind:
        case "put":
            return before + signs + after
        case "over":
            return before + signs + after[len(signs) :]
        case "cut":
            return before + after[len(signs) + 1 :]
        case "cut off":
            return before
        case "twice":
            return content[:ends] + line + content[ends:]
        case "value":
            name, mark, _ = line.partition(b"=")
            return content[:begins] + name + mark + b" " + signs + b"\n" + content[ends:]
    return content[:begins] + content[ends:]


def _changed(content: bytes, changes: Sequence[tuple[int, int]]) -> bytes:
    whole = [json.loads(content)]
    for place, which in changes:
        value = deepcopy(_VALUES[which])
        held = list(_holders(whole))
        holder, key = held[place % len(held)]
        if value == {"": None} and isinstance(holder, dict):
            del holder[key]
        else:
            holder[key] = value
    return json.dumps(whole[0]).replace(json.dumps(_DEEP), "[" * 30_000).encode()


def _holders(value: Any) -> Any:
    """Yield each place in a value that holds another, as a pair of container and key."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(items):
        yield value, key
        if isinstance(each, dict | list):
            yield from _holders(each)
