"""What a plan means in days, and what speaks against it, in words."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.consultation.planning import Judgement, Standing
from infrared_desktop.domain.records.answers import Verdict
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Plan, PlanArea
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.visits.windows import window_words
from infrared_desktop.views.wording import say_day, say_site

Judge = Callable[[Site], Judgement]


def plan_rows(
    plan: Plan, stored: Stored[Plan] | None, found: Sequence[Window], judge: Judge
) -> list[Row]:
    """Return a row for each area: when its next session may be, and how the others follow."""
    windows = {window.site: window for window in found}
    rows = []
    for row in plan.areas:
        window = windows.get(row.site)
        if stored is not None and window is None and _was_planned(row, stored.record):
            words = _words("All {count} sessions are done.").format(count=row.sessions)
        elif window is not None and window.previous is not None:
            words = " ".join((window_words(window), _others(row, window.session_no)))
        else:
            start = first_day(row.site, plan.planned_on, window, judge)
            text = _words("Session 1 from {day}.").format(day=say_day(start))
            words = f"{text} {_others(row, 1)}"
        note = " ".join(part for part in (words.strip(), otherwise_words(judge(row.site))) if part)
        rows.append(Row(key=str(row.site), title=say_site(row.site), note=note))
    return rows


def first_day(site: Site, planned_on: date, window: Window | None, judge: Judge) -> date:
    """Return the first day of session 1: not before the plan, a recent session, a deferral."""
    days = [planned_on, judge(site).until, window.earliest if window else None]
    return max(day for day in days if day is not None)


def plan_cautions(plan: Plan, judge: Judge) -> list[str]:
    """Return a sentence for each area not judged suitable, or judged against the program."""
    found = []
    for row in plan.areas:
        judged, site = judge(row.site), say_site(row.site)
        if judged.is_worse_today:
            found.append(f"{site}: {otherwise_words(judged)}")
        if judged.standing is Standing.NOT_JUDGED:
            text = _words("{site} was not judged in a signed consultation.")
        elif judged.overrules:
            found.append(f"{site}: {_overruled(judged)}")
            continue
        elif judged.standing is Standing.NOT_SUITABLE:
            text = _words("{site} was judged: {verdict}.")
        elif judged.standing is Standing.DEFERRED and judged.until is None:
            text = _words("{site} is deferred until it is examined again.")
        elif judged.until is not None and judged.until > plan.planned_on:
            text = _words("{site} is deferred until {day}.")
        else:
            continue
        day = say_day(judged.until) if judged.until else ""
        found.append(text.format(site=site, verdict=choices.label(judged.verdict), day=day))
    return found


def _overruled(judged: Judgement) -> str:
    """Say both verdicts: program: deferred until 6 Dec 2026; you decided: with care – Tan faded."""
    program = _verdict_words(judged.program, judged.program_until)
    verdict = choices.label(judged.verdict)
    decided = " – ".join(part for part in (verdict, judged.reason.rstrip(".")) if part)
    text = _words("program: {program}; you decided: {decided}.")
    return text.format(program=program, decided=decided)


def otherwise_words(judged: Judgement) -> str:
    """Say what the program said when it was signed, where it says something else today."""
    if judged.said is None or judged.today is None:
        return ""
    text = _words("When it was signed, the program said: {said}; today it says: {today}.")
    said = _verdict_words(judged.said.verdict, judged.said.until)
    today = _verdict_words(judged.today.verdict, judged.today.until)
    return text.format(said=said, today=today)


def _verdict_words(verdict: Verdict | None, until: date | None) -> str:
    if until is not None:
        return _words("deferred until {day}").format(day=say_day(until))
    if verdict is Verdict.DEFERRED:
        return _words("deferred until it is examined again")
    return choices.label(verdict)


def _was_planned(row: PlanArea, stored: Plan) -> bool:
    return any(row.site == each.site and row.sessions == each.sessions for each in stored.areas)


def _others(row: PlanArea, number: int) -> str:
    """Say how the sessions after one follow; there are none after the last."""
    if number >= row.sessions:
        return ""
    if number + 1 == row.sessions:
        text = _words("Session {next}: {earliest}–{latest} days after the actual session {number}.")
    else:
        text = _words(
            "Sessions {next} to {last}: each {earliest}–{latest} days after the actual one before."
        )
    return text.format(
        next=number + 1,
        last=row.sessions,
        number=number,
        earliest=row.earliest_days,
        latest=row.latest_days,
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("PlanWords", text)
