"""What is said about photographs that are compared: dates, sessions, settings, grades, points."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.photographs.alignment import Fit
from infrared_desktop.domain.photographs.compared import (
    Given,
    GradeChange,
    differences,
    given_between,
    grade_change,
    standing_of,
)
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say, say_day, say_site


def day_words(photo: Photo) -> str:
    """Say when a photograph was taken, and whether only the import tells."""
    day = say_day(photo.taken_on)
    if not photo.is_day_known:
        return _tr("{day} (day of the import)").format(day=day)
    return day


def subject_words(photo: Photo) -> str:
    """Say what a photograph shows."""
    area = say_site(photo.site) if photo.site else _tr("area not said")
    view = choices.label(photo.view) if photo.view else _tr("view not said")
    return f"{area} · {view}"


def standing_words(chart: Chart, photo: Photo) -> str:
    """Say where a photograph stands in the course, if anybody knows when it was taken."""
    if not photo.is_day_known:
        return _tr("not known when it was taken")
    standing = standing_of(chart, photo)
    if standing.days_since is None:
        return _tr("before the first session")
    text = _tr("after {count} sessions · {days} days since the last")
    if standing.sessions == 1:
        text = _tr("after 1 session · {days} days since it")
    return text.format(count=standing.sessions, days=standing.days_since)


def pair_lines(chart: Chart, before: Photo, after: Photo) -> list[str]:
    """Say what lies between two photographs, and what makes them hard to compare."""
    differing = [say(each) for each in differences(before, after)]
    if not (before.is_day_known and after.is_day_known):
        unknown = _tr(
            "It is not known when both were taken, so nothing is said of the sessions between. "
            "Set the day where you know it."
        )
        return [unknown, *differing]
    days = _tr("{days} days lie between them.")
    given = given_between(chart, before, after)
    change = grade_change(chart, before, after)
    lines = [days.format(days=(after.taken_on - before.taken_on).days), *given_lines(given)]
    lines.append(grade_words(change) if change else _tr("No grades of both days on one scale."))
    if after.site is None and given.sessions:
        lines.append(_tr("The area is not said: sessions at every area are counted."))
    return [*lines, *differing]


def given_lines(given: Given) -> Iterator[str]:
    """Say how many sessions, and the sum of their settings."""
    if given.first is None or given.last is None:
        yield _tr("No session between them.")
        return
    if given.sessions == 1:
        yield _tr("1 session, {day}:").format(day=say_day(given.first))
    else:
        yield _tr("{count} sessions, {first} to {last}:").format(
            count=given.sessions, first=say_day(given.first), last=say_day(given.last)
        )
    yield sums_words(given)


def sums_words(given: Given) -> str:
    """Say the sums of what was given, and of what they are not known."""
    unknown = _tr("not known of all sessions")
    pulses = unknown if given.pulses is None else f"{given.pulses}"
    energy = unknown if given.energy_j is None else _joule(given.energy_j)
    sums = _tr("{pulses} pulses, {energy} in all.").format(pulses=pulses, energy=energy)
    if given.pulses is None or given.energy_j is None:
        sums = _tr("pulses {pulses}, energy {energy}.").format(pulses=pulses, energy=energy)
    if given.fluence_low is None or given.fluence_high is None:
        return sums
    ends = [f"{each:g}" for each in sorted({given.fluence_low, given.fluence_high})]
    fluence = _tr("{fluence} J/cm²").format(fluence="–".join(ends))
    return f"{fluence}; {sums}"


def stops_words(stops: float) -> str:
    """Say how much brighter or darker a photograph is shown than it is."""
    if abs(stops) < 0.05:
        return _tr("The compared one is as bright as the first.")
    text = _tr("The compared one is shown {stops} stops brighter than it is.")
    if stops < 0:
        text = _tr("The compared one is shown {stops} stops darker than it is.")
    return text.format(stops=f"{abs(stops):.1f}")


def grade_words(change: GradeChange) -> str:
    """Say from which grade to which, and whether that is better."""
    text = _tr("Laxity grade {before} ({first}), then {after} ({last}): {change}.")
    return text.format(
        before=f"{change.before.grade:g}",
        first=say_day(change.before.day),
        after=f"{change.after.grade:g}",
        last=say_day(change.after.day),
        change=gain_words(change.gained),
    )


def gain_words(gained: float) -> str:
    """Say how much better or worse a grade is."""
    if not gained:
        return _tr("no change")
    text = _tr("{grades} better") if gained > 0 else _tr("{grades} worse")
    return text.format(grades=f"{abs(gained):g}")


def fit_words(found: Fit) -> str:
    """Say how the later photograph is laid onto the earlier one, and how well the points meet."""
    text = _tr("Turned by {degrees}°, scaled to {percent} %; the points miss by {miss} %.")
    return text.format(
        degrees=f"{found.similarity.turn_degrees:.1f}".replace("-", "\N{MINUS SIGN}"),
        percent=f"{found.similarity.scale * 100:.0f}",
        miss=f"{found.miss_percent:.1f}",
    )


def photo_key_words(stored: Stored[Photo]) -> str:
    """Say what a screen reader reads of a photograph in a list."""
    photo = stored.record
    return f"{day_words(photo)}, {subject_words(photo)}"


def _joule(energy: float) -> str:
    """Write an energy so that no line ends inside it."""
    return f"{energy:,.0f} J".replace(",", "\u202f").replace(" ", "\xa0")


def _tr(text: str) -> str:
    return QCoreApplication.translate("CompareWords", text)
