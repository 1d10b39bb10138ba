"""One record on paper: what it says, how it came to say so, who signed it, and what was added."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import is_dataclass, replace
from itertools import pairwise
from typing import Any

from infrared_desktop.documents.captions import CAPTIONS
from infrared_desktop.documents.energies import energy_rows
from infrared_desktop.documents.gains import gain_rows
from infrared_desktop.documents.markup import pairs, plain, row, struck, table
from infrared_desktop.documents.protocol_words import coded_words
from infrared_desktop.documents.questions_asked import open_questions
from infrared_desktop.documents.signature_lines import signature_lines
from infrared_desktop.documents.values import Values
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.papers.whole_record import Versions
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Addendum, Located
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.consents import Consent, Handout, HandoutKind

_MOST_COLUMNS = 7
_ABREAST = 3  # areas beside each other
# What stands below the facts in a form of its own.
_APART = {Handout: ("text", "codes"), Consent: ("signature", "co_signer_name", "co_signature")}


class Entries:
    """Writes the records of one patient as lines of markup."""

    def __init__(self, values: Values) -> None:
        self._values, self._say = values, values.say
        self._record = values.record
        self._told: dict[str, str] = {}  # the name of the handout that a text was first printed in

    def entry(self, kind: str, versions: Versions) -> list[str]:
        """Return one record under its heading, struck through where it is not valid."""
        made_by = getattr(versions[-1].record, "protocol_version", "")
        entries = copy(self)  # it shares what was printed before
        entries._values = replace(self._values, made_by=made_by)
        return entries._entry(kind, versions)

    def _entry(self, kind: str, versions: Versions) -> list[str]:
        newest = versions[-1]
        heading = f"## {plain(self.title(kind, newest))}"
        body = [*self._body(newest), *self._history(kind, versions)]
        added = self._addenda(kind, newest)
        alarm, why = self._alarm(kind, versions), self._why(kind, newest)
        if not alarm and not why:
            return [heading, *body, *added]
        head = struck([heading]) if why else [heading]
        return [*head, *alarm, *why, *struck(body), *added]

    def rows(self, kind: str, records: Iterable[Versions]) -> list[str]:
        """Return short records as the rows of one table, each with who wrote it."""
        lines: list[str] = []
        for versions in records:
            newest = versions[-1]
            fields = CAPTIONS[type(newest.record)]
            if not lines:
                head = [*map(self._say, fields.values()), self._say("Written")]
                lines += [row(*head), "|--|"]
            cells = [self._values.words(newest.record, name) for name in fields]
            line = row(*cells, self._author(newest, "{who}, {when}"))
            wrong = [*self._alarm(kind, versions), *self._why(kind, newest)]
            lines += [*(struck([line]) if wrong else [line]), *wrong]
        return lines

    def title(self, kind: str, stored: Stored[Any]) -> str:
        """Return the name of a record with its own day."""
        fields = CAPTIONS[type(stored.record)]
        days = ("consulted_on", "performed_on", "reviewed_on", "planned_on", "noted_on", "day")
        moments = ("decided_on", "withdrawn_on", "given_at", "signed_at", "done_at")
        named = next((name for name in (*days, *moments) if name in fields), "")
        day = self._values.words(stored.record, named) if named else ""
        return ", ".join(part for part in (self._values.name(kind, stored.id), day) if part)

    def facts(self, record: object, without: Sequence[str] = ()) -> list[str]:
        """Return what is answered as pairs, then the rows inside, then what was not asked."""
        told = [
            (self._say(caption), words)
            for name, caption in CAPTIONS[type(record)].items()
            if name not in without and not _holds_rows(getattr(record, name))
            if (words := self._values.words(record, name))
        ]
        return [*pairs(told), "", *self._nested(record, without), *self._unasked(record)]

    def written(self, record: object) -> list[str]:
        """Return what is written of a record that is not stored yet; a signature is not drawn."""
        return self.facts(record, _APART.get(type(record), ()))

    def _body(self, stored: Stored[Any]) -> Iterator[str]:
        record = stored.record
        yield from self.facts(record, _APART.get(type(record), ()))
        if isinstance(record, Handout):
            yield from self._handout(stored)
        if isinstance(record, Consent):
            yield from signature_lines(self._values, stored)

    def _handout(self, stored: Stored[Handout]) -> Iterator[str]:
        text, name = stored.record.text, self.title("handout", stored)
        first = self._told.setdefault(stored.record.document_hash, name)
        if first != name:
            yield self._say("Its text, word for word: as in {name}.").format(name=first)
        else:
            yield from lowered(text)
        codes = self._items(stored.record)
        if codes:
            caption = self._say(CAPTIONS[Handout]["codes"])
            yield from ("", *(f"> {plain(f'{caption}: {codes}')}",))
        yield self._filled("> Hash of the text: {hash}", hash=stored.record.document_hash)

    def _items(self, given: Handout) -> str:
        """Return the items' codes, with words where the text is in another language than this."""
        if given.kind is HandoutKind.OUTLINE:
            return ", ".join(given.codes)
        told = []
        for code in given.codes:
            words = coded_words(self._values.protocols(), code, self._say)
            told.append(code if words.removeprefix(f"{code} ") in given.text else words)
        return "; ".join(told)

    def _nested(self, record: object, without: Sequence[str]) -> Iterator[str]:
        for name, caption in CAPTIONS[type(record)].items():
            value = getattr(record, name)
            if name in without or not _holds_rows(value):
                continue
            yield f"### {self._say(caption)}"
            fields = CAPTIONS[type(value[0])]
            if isinstance(value[0], Located) and len(fields) > _MOST_COLUMNS - 2:
                yield from self._abreast(record, value)
            else:
                yield from self._table(value, fields)

    def _table(self, rows: Sequence[Any], fields: Iterable[str]) -> list[str]:
        """Return rows below each other, without the columns that none of them fills."""
        cells = {name: [self._values.words(each, name) for each in rows] for name in fields}
        filled = [name for name, column in cells.items() if any(column)]
        captions = CAPTIONS[type(rows[0])]
        head = [self._say(captions[name]) for name in filled]
        return table(head, zip(*(cells[name] for name in filled), strict=True))

    def _abreast(self, record: object, rows: Sequence[Any]) -> Iterator[str]:
        """Yield rows beside each other, a few at a time, each question on a line of its own."""
        for start in range(0, len(rows), _ABREAST):
            part = rows[start : start + _ABREAST]
            head = ["", *(self._values.site(each.area, each.side) for each in part)]
            told = [
                (self._say(caption), *(self._values.words(each, name) for each in part))
                for name, caption in CAPTIONS[type(part[0])].items()
                if name not in ("area", "side")
            ]
            told += energy_rows(self._values, record, part)
            told += gain_rows(self._values, record, part)
            yield from table(head, [line for line in told if any(line[1:])])
            for each in part:
                yield from self._unasked(each, self._values.site(each.area, each.side))

    def _unasked(self, record: object, where: str = "") -> list[str]:
        protocol = next(self._values.protocols(), None)
        told = CAPTIONS[type(record)]
        captions = [self._say(told[name]) for name in open_questions(record, protocol)]
        if not captions:
            return []
        place = f"{where}: " if where else ""
        text = self._say("Not asked or not recorded: {captions}.")
        return [f"> {place}{text.format(captions=', '.join(captions))}"]

    def _history(self, kind: str, versions: Versions) -> Iterator[str]:
        """Yield who wrote the newest valid version, and what each version before changed."""
        valid = [stored for stored in versions if stored.state is not State.INVALID]
        yield self._signature(kind, valid[-1] if valid else versions[-1])
        if len(valid) > 1:
            head = ("Version", "Written", "Changed")
            yield f"### {self._say('How it came to be')}"
            yield from table([self._say(word) for word in head], self._changes(valid))

    def _changes(self, versions: Sequence[Stored[Any]]) -> Iterator[tuple[str, str, str]]:
        first = versions[0]
        who = "{who}, {when}"
        yield (str(first.version), self._author(first, who), self._say("first written"))
        for before, after in pairwise(versions):
            changed = "\n".join(self._changed(before.record, after.record))
            told = changed or self._say("nothing changed")
            yield (str(after.version), self._author(after, who), told)

    def _changed(self, before: object, after: object) -> Iterator[str]:
        for name, caption in CAPTIONS[type(after)].items():
            if getattr(before, name) != getattr(after, name):
                old, new = (self._values.words(each, name) or "–" for each in (before, after))
                yield f"{self._say(caption)}: {old} → {new}"

    def _signature(self, kind: str, stored: Stored[Any]) -> str:
        signed = "> Signed by {who}, {when}. Version {version}, content hash {hash}"
        noted = "> Written by {who}, {when}. Version {version}, content hash {hash}"
        line = self._author(stored, signed if stored.state is State.SIGNED else noted)
        how = self._record.signatures.get((kind, stored.id, stored.version))
        return f"{line}. “{self._say(plain_label(how.meaning))}”" if how else line

    def _author(self, stored: Stored[Any], text: str) -> str:
        return self._filled(
            text,
            who=self._values.person(stored.by, stored.at),
            when=self._values.moment(stored.at),
            version=str(stored.version),
            hash=stored.content_hash,
        )

    def _why(self, kind: str, stored: Stored[Any]) -> list[str]:
        if stored.state is not State.INVALID:
            return []
        said = self._record.why_struck(kind, stored)
        because = said.record.reason if said else self._say("no reason was kept")
        text = self._author(stored, self._say("Struck through by {who}, {when}, because: "))
        return [plain(text + because)]

    def _alarm(self, kind: str, versions: Versions) -> list[str]:
        wrong = [s for s in versions if (kind, s.id, s.version) in self._record.altered]
        text = "### ALTERED: version {version} is not what was stored. Don't rely on it."
        return [self._filled(text, version=str(stored.version)) for stored in wrong]

    def _addenda(self, kind: str, stored: Stored[Any]) -> Iterator[str]:
        why = self._record.why_struck(kind, stored)
        for addendum in self._record.addenda(kind, stored.id):
            if why is None or addendum.id != why.id:
                yield from self._addendum(addendum)

    def _addendum(self, stored: Stored[Addendum]) -> Iterator[str]:
        yield f"### {plain(self._values.name('addendum', stored.id))}"
        yield from self._alarm("addendum", (stored,))
        yield from self.facts(stored.record)
        yield self._signature("addendum", stored)

    def _filled(self, text: str, **gaps: str) -> str:
        return self._say(text).format(**gaps)


def lowered(text: str) -> Iterator[str]:
    """Yield the lines of a handed-out paper with its headings two steps lower."""
    for line in text.splitlines():
        yield f"### {line.lstrip('#').strip()}" if line.startswith(("# ", "## ")) else line


def _holds_rows(value: object) -> bool:
    if not isinstance(value, tuple) or not value:
        return False
    return is_dataclass(value[0]) and not isinstance(value[0], Site)
