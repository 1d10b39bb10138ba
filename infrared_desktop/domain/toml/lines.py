"""Where each key of a TOML text stands, by an own scan: the standard reader keeps no places.

The text must be valid TOML; only then is the scan right. Entries of a list count from 1.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

KeyPath = tuple[str, ...]

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_ONE_LINE_STRING = r'"(?:\\.|[^"\\])*"|' + r"'[^']*'"
# A string of several lines may end with up to two quotes of its own before the closing three.
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})|' + r"'''.*?'''(?:'{0,2})|" + _ONE_LINE_STRING, re.DOTALL
)
_KEY = re.compile(rf"[ \t]*({_ONE_LINE_STRING}|[A-Za-z0-9_-]+)[ \t]*")
# A day may be parted from its time by a blank.
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]+")


@dataclass(frozen=True)
class Places:
    """Where things begin and end.

    `lines`: the line on which each key, table and list entry begins, counted from 1;
    `spans`: where the value of each key that has an equals sign begins and ends;
    `inline`: the tables within braces.
    """

    lines: dict[KeyPath, int] = field(default_factory=dict)
    spans: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    inline: set[KeyPath] = field(default_factory=set)


@lru_cache(maxsize=4)
def places_of(text: str) -> Places:
    """Return where everything stands."""
    return _Scan(text).run()


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """Return the line on which each key, table and list entry begins, counted from 1."""
    return places_of(text).lines


def nearest_line(text: str, path: KeyPath) -> int:
    """Return the line of a key, or of the nearest table around it that stands in the text."""
    lines = lines_of(text)
    return next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 1)


class _Scan:
    """One walk through a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._newlines = [place for place, each in enumerate(text) if each == "\n"]
        self._at = 0
        self._found = Places()
        self._entries: dict[KeyPath, int] = {}  # how many tables a list of tables has so far

    def run(self) -> Places:
        table: KeyPath = ()
        while self._next() < len(self._text):
            if self._sees("["):
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _header(self) -> KeyPath:
        line, brackets = self._line(), 2 if self._sees("[[") else 1
        self._at += brackets
        *around, last = self._keys()
        self._at += brackets
        path: KeyPath = ()
        for key in around:
            path = self._newest((*path, key))
            self._found.lines.setdefault(path, line)
        path = (*path, last)
        if brackets == 2:
            self._found.lines.setdefault(path, line)
            self._entries[path] = self._entries.get(path, 0) + 1
            path = self._newest(path)
        # A table that was first named by one inside it stands where its own header does.
        self._found.lines[path] = line
        return path

    def _newest(self, path: KeyPath) -> KeyPath:
        """Return the last entry where the path is a list of tables, else the path."""
        return (*path, str(self._entries[path])) if path in self._entries else path

    def _pair(self, table: KeyPath) -> None:
        line, path = self._line(), table
        for key in self._keys():
            path = (*path, key)
            self._found.lines.setdefault(path, line)
        self._at += 1  # the equals sign
        start = self._next()
        self._value(path)
        self._found.spans[path] = (start, self._at)

    def _value(self, path: KeyPath) -> None:
        if self._sees("["):
            self._list(path)
        elif self._sees("{"):
            self._inline_table(path)
        else:
            self._take(_STRING if self._sees('"') or self._sees("'") else _BARE)

    def _list(self, path: KeyPath) -> None:
        self._at += 1
        place = 0
        while self._next() and not self._sees("]"):
            place += 1
            entry = (*path, str(place))
            self._found.lines[entry] = self._line()
            self._value(entry)
            self._skip_comma()
        self._at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._found.inline.add(path)
        self._at += 1
        while self._next() and not self._sees("}"):
            self._pair(path)
            self._skip_comma()
        self._at += 1

    def _keys(self) -> list[str]:
        keys = [_plain(self._take(_KEY))]
        while self._sees("."):
            self._at += 1
            keys.append(_plain(self._take(_KEY)))
        return keys

    def _take(self, what: re.Pattern[str]) -> str:
        found = what.match(self._text, self._at)
        assert found is not None, "the text is no TOML"
        self._at = found.end()
        return found[found.lastindex or 0]

    def _next(self) -> int:
        """Go on to what is no blank, line end or comment; return its place."""
        self._take(_GAP)
        return self._at

    def _skip_comma(self) -> None:
        self._next()
        self._at += self._sees(",")

    def _sees(self, what: str) -> bool:
        return self._text.startswith(what, self._at)

    def _line(self) -> int:
        return bisect_left(self._newlines, self._at) + 1


def _plain(key: str) -> str:
    """Return a key without its quotes and escapes."""
    if key[0] == "'" or "\\" not in key:
        return key.strip(key[0]) if key[0] in "\"'" else key
    return str(tomllib.loads(f"key = {key}")["key"])
