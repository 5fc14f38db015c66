"""The results that are drawn into a Pupil Progress form: the latest of each instrument. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from services.assessments.domain.progress import Taken
from services.assessments.domain.pupil_progress_messages import DrawnResult

RECENT = timedelta(days=366)
"""A form tells of a school year: what is older says little of the learner now."""


def drawn(results: Iterable[Taken], today: date) -> tuple[DrawnResult, ...]:
    """The latest recent result of each instrument, by instrument."""
    latest: dict[str, Taken] = {}
    for taken in sorted(results, key=lambda one: (one.taken_on, one.result_id)):
        if today - taken.taken_on <= RECENT:
            latest[taken.instrument] = taken
    return tuple(_drawn(latest[instrument]) for instrument in sorted(latest))


def _drawn(taken: Taken) -> DrawnResult:
    return DrawnResult(
        result_id=taken.result_id,
        instrument=taken.instrument,
        taken_on=taken.taken_on,
        age_at_test_months=taken.age_at_test_months,
        result=taken.result,
    )
