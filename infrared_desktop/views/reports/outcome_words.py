"""The results of treatment in words: a group, what it came to, and what others published."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.figures.evidence import Published
from infrared_desktop.domain.figures.outcome_cases import OutcomeCase
from infrared_desktop.domain.figures.outcomes import STEPS, WORSE, Key, OutcomeBy, OutcomeGroup
from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.reports.figures import Bar

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")


def group_name(key: Key, by: OutcomeBy, devices: Mapping[int, str]) -> str:
    """Say what the cases of a group share."""
    if isinstance(key, Area):
        return choices.label(key)
    if isinstance(key, tuple):
        names = " + ".join(devices.get(number, str(number)) for number in key)
        return names or words("device not noted")
    if key is None:
        return words("skin type not noted")
    if by is OutcomeBy.PHOTOTYPE:
        return words("Skin type {type}").format(type=_ROMAN[key])
    return words("1 session") if key == 1 else words("{n} sessions").format(n=key)


def change_words(group: OutcomeGroup) -> str:
    """Say by how many grades a group became better, with count and spread."""
    spread = group.spread
    if spread is None:
        return words("no grade before and after")
    if spread.count == 1:
        return words("{middle} (n = 1)").format(middle=grades(spread.middle))
    text = words("median: {middle}, quartiles {low} to {high} (n = {count})")
    return text.format(
        middle=grades(spread.middle),
        low=signed(spread.low),
        high=signed(spread.high),
        count=spread.count,
    )


def content_words(group: OutcomeGroup) -> str:
    """Say how many of those who were asked are content."""
    asked = group.asked
    if not asked:
        return words("nobody was asked")
    text = words("{content} of {asked} satisfied, {percent} %")
    percent = round(100 * group.content / asked)
    return text.format(content=group.content, asked=asked, percent=percent)


def grades(change: float) -> str:
    """Say a change of grade: better, worse, or none."""
    if not change:
        return words("no change")
    if abs(change) == 1:
        return words("1 grade better") if change > 0 else words("1 grade worse")
    form = words("{n} grades better") if change > 0 else words("{n} grades worse")
    return form.format(n=f"{abs(change):g}")


def signed(change: float) -> str:
    """Write a change with its sign: better is above 0."""
    return f"{change:+g}".replace("-", "−") if change else "0"


def change_bars(group: OutcomeGroup) -> list[Bar]:
    """Return how many became how much better; what lies between two steps counts as the lower."""
    counts = [(_step(step), group.steps[step]) for step in (*STEPS, WORSE)]
    return _bars(counts, len(group.changes))


def content_bars(group: OutcomeGroup) -> list[Bar]:
    """Return how many said what about the result."""
    counts = [(choices.label(each), group.answers[each]) for each in reversed(Satisfaction)]
    return _bars(counts, group.asked)


def published_words(each: Published) -> str:
    """Say what a study found, with whom and with what, and where that stands."""
    text = words("{result} – {cite}; {device}, {patients} patients [{source}]")
    told = {**vars(each), "result": words(each.result), "device": words(each.device)}
    part = " " + words("(seen in part)") if each.only_part_seen else ""
    return text.format(**told) + part


def case_words(case: OutcomeCase, devices: Mapping[int, str]) -> str:
    """Say what one case came to."""
    site = ", ".join(filter(None, (choices.label(case.area), choices.label(case.side))))
    now, before = _grade(case.grade_now), _grade(case.grade_before)
    graded = words("grade {before} → {now}").format(before=before, now=now)
    held = group_name(case.sessions, OutcomeBy.SESSIONS, devices)
    used = group_name(case.device_ids, OutcomeBy.DEVICE, devices)
    return " · ".join(filter(None, (site, graded, choices.label(case.satisfaction), held, used)))


def definition() -> str:
    """Say in plain sentences what is counted."""
    return words(
        "A case is one area of one patient at its last signed review in these days, after at least "
        "one session. Grade change is the last grade found up to the first session of the course, "
        "less the grade at the review, on the same scale: above 0 is better. How content somebody "
        "is counts once a review. Struck records do not count. Without a comparison group this "
        "shows no cause."
    )


def caution() -> str:
    """Say how far published figures go."""
    return words(
        "Mostly small studies, uncontrolled and not blinded. None is in grades of a laxity scale."
    )


def words(text: str) -> str:
    """Translate a text about results."""
    return QCoreApplication.translate("Outcomes", text)


def _grade(grade: float | None) -> str:
    return "?" if grade is None else f"{grade:g}"


def _step(step: float) -> str:
    if step == WORSE:
        return words("worse")
    if step == STEPS[0]:
        return words("2 or more")
    return words("no change") if not step else words("{n} better").format(n=f"{step:g}")


def _bars(counts: list[tuple[str, int]], total: int) -> list[Bar]:
    text = words("{count} of {total}")
    return [
        Bar(name, count / total, text.format(count=count, total=total))
        for name, count in counts
        if total
    ]
