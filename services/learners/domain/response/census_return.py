"""The ALN part of a census return: what must be mended in it, and what should be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.learners.domain.response.census_codes import NEEDS, PROVISIONS, find
from services.learners.domain.response.census_needs import NeedsHeld
from services.learners.domain.roll import upn


class Severity(StrEnum):
    """An error must be mended before the return is sent; a warning should be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Entry:
    """A learner as the census asks for them on its day.

    `held` is what was recorded, None where nothing holds on the day; `has_plan` tells whether the
    tier says so. `joined_later` is True where the roll has them at the school since a later day.
    """

    learner_id: UUID
    school_id: UUID
    school_number: str | None
    upn: str
    year_group: str
    held: NeedsHeld | None
    has_plan: bool
    joined_later: bool

    @property
    def is_returned(self) -> bool:
        """Does the learner have a line in the return?"""
        return self.held is not None and self.held.provision is not None and not self.joined_later


@dataclass(frozen=True)
class Finding:
    """Something about one learner's line; `field` is the column at fault."""

    severity: Severity
    code: str
    field: str


def _error(code: str, field: str) -> Finding:
    return Finding(Severity.ERROR, code, field)


def _warning(code: str, field: str) -> Finding:
    return Finding(Severity.WARNING, code, field)


def findings(entry: Entry, on: date) -> Iterator[Finding]:
    """All that there is to say about a learner's line on the day of the census."""
    if entry.joined_later:
        yield _warning("joined_after_census_day", "school")
        return
    yield from _of_the_roll(entry)
    held = entry.held
    if held is None or held.provision is None:
        if entry.has_plan:
            yield _error("provision_missing", "provision")
        return
    yield from _of_the_codes(held, on)
    if not held.needs:
        yield _error("needs_missing", "needs")
    if held.support.ct is held.support.gs is held.support.sr is held.support.aa is None:
        yield _warning("support_missing", "support")
    if not entry.has_plan:
        yield _warning("tier_differs", "provision")


def _of_the_roll(entry: Entry) -> Iterator[Finding]:
    if not entry.school_number:
        yield _error("school_number_missing", "school")
    if upn.is_temporary(entry.upn):
        yield _warning("upn_temporary", "upn")


def _of_the_codes(held: NeedsHeld, on: date) -> Iterator[Finding]:
    """A code that was in use when it was recorded may have ended since."""
    for table, codes, field in (
        (PROVISIONS, (held.provision,), "provision"),
        (NEEDS, held.needs, "needs"),
    ):
        known = [find(table, code) for code in codes if code is not None]
        if any(code is None or not code.is_valid(on) for code in known):
            yield _error(f"{field}_code_not_in_use", field)
