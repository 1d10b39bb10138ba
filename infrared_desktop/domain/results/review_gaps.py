"""What is missing or at odds before a review can be signed (clinical reference 9)."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.records.answers import Answer, ReviewDecision
from infrared_desktop.domain.records.care import AreaOutcome, Review
from infrared_desktop.domain.records.gaps import Gap, day_gap, site_gaps
from infrared_desktop.domain.records.treatment_answers import Improvement
from infrared_desktop.domain.sentences import Sentence, sentence

_LAST_IMPROVED = 3  # GAIS: 1 to 3 are better, 4 is no change, 5 is worse
_ENDS = (ReviewDecision.FINISH, ReviewDecision.DISCHARGE)


def review_gaps(review: Review, today: date, late_on: date | None = None) -> tuple[Gap, ...]:
    """Return what a review lacks, in the order of its form.

    `late_on` is the day of a reaction that was noted since the last session, if there is one.
    """
    return tuple(_of_review(review, today, late_on))


def _of_review(review: Review, today: date, late_on: date | None) -> Iterator[Gap]:
    yield from day_gap("reviewed_on", review.reviewed_on, today)
    yield from site_gaps(review.areas)
    for place, row in enumerate(review.areas):
        yield from (Gap(field, words, place) for field, words in _of_outcome(row))
    if review.satisfaction is None:
        yield Gap("satisfaction", sentence("Ask how satisfied the patient is."))
    if review.goal_met is None:
        yield Gap("goal_met", sentence("Ask whether the patient's own goal was met."))
    yield from _late_event(review.late_event, late_on)
    if review.photographs_complete is None:
        words = sentence("Say whether every view of the baseline was taken again.")
        yield Gap("photographs_complete", words)
    yield from _what_comes(review)


def _of_outcome(row: AreaOutcome) -> Iterator[tuple[str, Sentence]]:
    if row.laxity_grade is None:
        yield "laxity_grade", sentence("The grade is needed.")
    if row.gais_clinician is None:
        yield "gais_clinician", sentence("Say how much it improved.")
    elif row.improvement is not None:
        improved = row.gais_clinician <= _LAST_IMPROVED
        if improved is (row.improvement is Improvement.NONE):
            words = sentence("This does not fit the improvement by your eye. Mend one of them.")
            yield "improvement", words


def _late_event(answer: Answer | None, late_on: date | None) -> Iterator[Gap]:
    if answer is None:
        yield Gap("late_event", sentence("Ask whether anything came up since the last session."))
    elif answer is Answer.YES and late_on is None:
        yield Gap("late_event", sentence("Report the reaction first: Ctrl+R, this waits here."))
    elif answer is Answer.NO and late_on is not None:
        words = sentence("A reaction was noted on {day}, after the session: say yes.", day=late_on)
        yield Gap("late_event", words)


def _what_comes(review: Review) -> Iterator[Gap]:
    decision, again = review.decision, review.next_review_on
    if decision is None:
        yield Gap("decision", sentence("Say what comes of this review."))
    if again is not None and again <= review.reviewed_on:
        yield Gap("next_review_on", sentence("The next review lies after this one."))
    elif again is not None and decision in _ENDS:
        words = sentence("The decision ends the treatment: no review comes. Mend one of them.")
        yield Gap("next_review_on", words)
    yield from _maintenance(review)


def _maintenance(review: Review) -> Iterator[Gap]:
    wanted, day = review.decision is ReviewDecision.MAINTENANCE, review.maintenance_on
    if wanted and day is None:
        yield Gap("maintenance_on", sentence("Say on which day maintenance is due."))
    elif day is not None and day <= review.reviewed_on:
        yield Gap("maintenance_on", sentence("Maintenance lies after this review."))
    elif day is not None and review.decision is not None and not wanted:
        words = sentence("This day needs the decision “maintenance”. Mend one of them.")
        yield Gap("maintenance_on", words)
