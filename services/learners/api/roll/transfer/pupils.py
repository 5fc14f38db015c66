"""A Pupil element as a pupil: who it is, and what the sending school says of the needs."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.pupils import OLDEST, UPN_REASONS
from services.learners.api.roll.transfer.values import (
    choice_of,
    day_of,
    name_of,
    needed,
    report,
)
from services.learners.api.roll.transfer.xml_stream import Element
from services.learners.domain.response.census_codes import NEEDS, PROVISIONS, Code, find
from services.learners.domain.roll import uln, upn
from services.learners.domain.roll.learner_messages import Sex
from services.learners.domain.roll.year_group import YearGroup, parse_year_group

MAX_FORMER_UPNS = 10
MAX_HISTORY = 50
NO_PROVISION = "none"
SEXES = {"F": Sex.FEMALE, "M": Sex.MALE, "O": Sex.OTHER, "U": Sex.UNSPECIFIED}
RANKS = {str(rank): rank for rank in range(1, len(NEEDS) + 1)}


@dataclass(frozen=True)
class Provision:
    """What provision there was from a day on; `code` is None where it ended."""

    since: date
    code: str | None


@dataclass(frozen=True)
class Pupil:
    """A pupil of a file. ULN, sex and year group are None where the file does not tell them.

    `history` is in order of days; `needs`, the first need first, hold from its last day on.
    """

    line: int
    upn: str
    uln: str | None
    former_upns: tuple[str, ...]
    given_name: str
    family_name: str
    born_on: date
    sex: Sex | None
    year_group: YearGroup | None
    history: tuple[Provision, ...]
    needs: tuple[str, ...]


def pupil_of(element: Element, today: date, faults: Faults) -> Pupil | None:
    """The pupil an element tells of; None, and faults, where anything is wrong."""
    before = faults.total
    given, family = name_of(element, "Forename", faults), name_of(element, "Surname", faults)
    born_on = _born_on(element, today, faults)
    number, former = _upn(element, faults), _former_upns(element, faults)
    learner_number, sex = _uln(element, faults), _sex(element, faults)
    year_group = _year_group(element, faults)
    history = _history(element, today, faults)
    needs = _needs(element, history, faults)
    if faults.total > before:
        return None
    assert given
    assert family
    assert born_on
    assert number
    return Pupil(
        *(element.line, number, learner_number, former, given, family),
        *(born_on, sex, year_group, history, needs),
    )


def _born_on(element: Element, today: date, faults: Faults) -> date | None:
    born_on = day_of(element, "DOB", faults)
    if born_on is None:
        return None
    if born_on > today:
        report(faults, element, "DOB", "born_in_future", "This day is yet to come.")
    elif today.year - born_on.year > OLDEST:
        reason = f"That is over {OLDEST} years ago."
        report(faults, element, "DOB", "birth_date_implausible", reason)
    return born_on


def _upn(element: Element, faults: Faults) -> str | None:
    found = needed(element, "UPN", faults)
    return None if found is None else _sound(found, faults)


def _sound(found: Element, faults: Faults) -> str | None:
    if (code := upn.fault_of(found.text)) is not None:
        report(faults, found, found.name, code, UPN_REASONS[code])
        return None
    return found.text


def _uln(element: Element, faults: Faults) -> str | None:
    found = element.first("UniqueLearnerNumber")
    if found is None:
        return None
    if (code := uln.fault_of(found.text)) is not None:
        reason = "A ULN has ten digits, of which the last follows from the others."
        report(faults, found, found.name, code, reason)
        return None
    return found.text


def _former_upns(element: Element, faults: Faults) -> tuple[str, ...]:
    found = element.all("FormerUPN")
    if len(found) > MAX_FORMER_UPNS:
        reason = f"At most {MAX_FORMER_UPNS} are read."
        report(faults, element, "FormerUPN", "element_repeated", reason)
    sound = (_sound(one, faults) for one in found[:MAX_FORMER_UPNS])
    return tuple(dict.fromkeys(number for number in sound if number is not None))


def _sex(element: Element, faults: Faults) -> Sex | None:
    if element.first("Gender") is None:
        return None
    return choice_of(element, "Gender", SEXES, faults)


def _year_group(element: Element, faults: Faults) -> YearGroup | None:
    found = element.first("NCyearActual")
    if found is None:
        return None
    year_group = parse_year_group(found.text)
    if year_group is None:
        reason = "Known are N1, N2, R and 1 to 14."
        report(faults, found, found.name, "year_group_unknown", reason)
    return year_group


def _history(element: Element, today: date, faults: Faults) -> tuple[Provision, ...]:
    entries = [one for history in element.all("SENhistory") for one in history.all("SEN")]
    if len(entries) > MAX_HISTORY:
        reason = f"At most {MAX_HISTORY} are read."
        report(faults, element, "SENhistory", "element_repeated", reason)
    found = [_provision(one, today, faults) for one in entries[:MAX_HISTORY]]
    history = sorted((one for one in found if one is not None), key=lambda one: one.since)
    if any(one.since == other.since for one, other in pairwise(history)):
        reason = "Two entries begin on the same day."
        report(faults, element, "SENhistory", "start_date_repeated", reason)
    return tuple(history)


def _provision(entry: Element, today: date, faults: Faults) -> Provision | None:
    since = day_of(entry, "StartDate", faults)
    known = {code.code: code.code for code in PROVISIONS}
    code = choice_of(entry, "SENprovision", known | {NO_PROVISION: NO_PROVISION}, faults)
    if since is None or code is None:
        return None
    if since > today:
        report(faults, entry, "StartDate", "starts_in_future", "This day is yet to come.")
    if code == NO_PROVISION:
        return Provision(since, None)
    _in_use(find(PROVISIONS, code), since, (entry, "SENprovision"), faults)
    return Provision(since, code)


def _needs(element: Element, history: tuple[Provision, ...], faults: Faults) -> tuple[str, ...]:
    entries = [one for needs in element.all("SENneeds") for one in needs.all("SENneed")]
    if entries and not (history and history[-1].code):
        reason = "SENhistory tells of no provision that these needs would go with."
        report(faults, entries[0], "SENneeds", "needs_without_provision", reason)
        return ()
    ranked: dict[int, str] = {}
    for entry in entries:
        rank = choice_of(entry, "SENtypeRank", RANKS, faults)
        need = choice_of(entry, "SENtype", {code.code: code for code in NEEDS}, faults)
        if rank is None or need is None:
            continue
        if rank in ranked or need.code in ranked.values():
            report(
                faults, entry, "SENneed", "need_ranked_twice", "The rank, or need, stands twice."
            )
        _in_use(need, history[-1].since, (entry, "SENtype"), faults)
        ranked[rank] = need.code
    return tuple(need for _, need in sorted(ranked.items()))


def _in_use(code: Code | None, on: date, at: tuple[Element, str], faults: Faults) -> None:
    if code is not None and not code.is_valid(on):
        report(faults, *at, "census_code_not_in_use", f"{code.code} was not in use on {on}.")
