"""The verb that tells which follow-ups are due on a day, and why the others are not."""

import argparse
import json
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infrared_desktop.commands import arguments
from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpState
from infrared_desktop.domain.follow_ups.standing import hidden_reason
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.sentences import Sentence, Value
from infrared_desktop.storage.desks.follow_ups import FollowUps
from infrared_desktop.storage.desks.worklist import Wanted

if TYPE_CHECKING:
    from infrared_desktop.usage import Verbs


def add_to(verbs: "Verbs") -> None:
    """Add `due`."""
    telling = verbs.add_parser("due", help="tell which follow-ups are due on a day")
    telling.add_argument("folder", type=Path, metavar="DIR", help="the clinic's folder")
    telling.add_argument("--on", type=arguments.day, metavar="DATE", help="today unless given")
    telling.add_argument("--json", action="store_true", help="for a script to read")
    telling.set_defaults(run=_due)


def _due(asked: argparse.Namespace) -> int:
    clinic, _ = open_folder(asked.folder, asked.verb)
    with closing(clinic):
        day = asked.on or clinic.day(datetime.now(UTC))
        told = _as_json(clinic.follow_ups, day)
    if asked.json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return 0
    for row in told["shown"]:
        print(f"{row['due']}  {row['patient']:>7}  {row['kind']:13} {row['why']}")
    print("{shown} due + {hidden} upcoming or hidden = {all} in all".format(**told["totals"]))
    return 0


def _as_json(follow_ups: FollowUps, day: date) -> dict[str, Any]:
    def rows(*parts: Part) -> Iterable[FollowUp]:
        for part in parts:
            yield from follow_ups.rows(Wanted(part, day))

    shown = [_row(row, day) for row in rows(Part.DUE)]
    hidden = [_hidden(row, day) for row in rows(Part.UPCOMING, Part.HIDDEN)]
    totals = {"shown": len(shown), "hidden": len(hidden), "all": follow_ups.total()}
    return {"on": day.isoformat(), "shown": shown, "hidden": hidden, "totals": totals}


def _row(row: FollowUp, day: date) -> dict[str, Any]:
    shown = hidden_reason(row, day) is None
    is_due = shown and row.state is FollowUpState.PLANNED
    return {
        "patient": row.patient_id,
        "key": row.key,
        "kind": row.kind,
        "due": row.due.isoformat(),
        "state": "due" if is_due else row.state,
        "why": " ".join(_plain(each).strip() for each in row.reasons),
        "attempts": row.attempts,
    }


def _hidden(row: FollowUp, day: date) -> dict[str, Any]:
    until = row.show_on.isoformat() if row.hidden is None else None
    return {**_row(row, day), "reason": hidden_reason(row, day), "until": until}


def _plain(sentence: Sentence) -> str:
    """Fill a sentence's gaps without translating it; codes of sites become words."""
    values = {name: _gap(name, value) for name, value in sentence.values}
    return sentence.template.format(**values)


def _gap(name: str, value: Value | Sentence) -> Value:
    if isinstance(value, Sentence):
        return _plain(value)
    if name not in ("site", "sites"):
        return value
    return " + ".join(_site(code) for code in str(value).split(", "))


def _site(code: str) -> str:
    area, _, side = code.partition(":")
    found = plain_label(Area(area))
    return f"{found}, {plain_label(Side(side))}" if side else found
