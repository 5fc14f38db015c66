"""The year as it is told to the services, term by term, through the public APIs only."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from deploy.demo.arriving import LISTS, may, unheard
from deploy.demo.bars import Run, bars
from deploy.demo.journey import register_parent
from deploy.demo.people import SchoolClass
from deploy.demo.talking import Services
from deploy.demo.travellers import staff
from deploy.demo.waiting import wait_for
from deploy.year import rolling, setting_up
from deploy.year.assessments import Sitting, sittings
from deploy.year.days import TERMS, TRIAGE_ON, Term, term_of
from deploy.year.people import alnco
from deploy.year.plot import Year, years
from deploy.year.responding import Responding
from deploy.year.school import authority, school
from deploy.year.watching import Watching, is_written


def tell(services: Services) -> None:
    """The whole year; told again, nothing changes.

    Who moved on is told last: from then on, their teacher of the year could tell nothing of them.
    """
    moving = [one for one in years() if one.moves_on or one.leaves_on]
    with bars() as run:
        _set_up(services, run)
        if not rolling.have_moved_on(services, moving):
            for term in TERMS:
                _tell_term(services, run, term)
        run("Symud · moving on", moving, partial(rolling.move_on, services))
        run("Medi · the September after", [services], rolling.roll_over)


def _set_up(services: Services, run: Run[Any]) -> None:
    run("Mewnforio'r gofrestr · importing the roster", [services], setting_up.import_roster)
    run("Aros i bawb glywed · all services hear of it", school().classes, partial(_hear, services))
    run(
        "Cofrestru rhieni · registering parents",
        authority().parents,
        partial(register_parent, services),
    )
    run(
        "Calendrau · calendars",
        authority().schools,
        partial(setting_up.keep_calendar, services),
    )
    run("Yr ysgol · the school", [services], setting_up.describe_school)
    run("Datblygu staff · staff development", [services], setting_up.log_staff_development)
    run("Brysbennu · triage meetings", TRIAGE_ON, Responding(services).hold_meeting)


def _tell_term(services: Services, run: Run[Any], term: Term) -> None:
    responding, watching = Responding(services), Watching(services)
    run(f"{term.name}: rhestri dosbarth · class lists", _lists(term), watching.enter_class_list)
    worried = [one for one in years() if one.worry and term_of(one.worry.noticed_on) == term]
    run(f"{term.name}: pryderon · concerns", worried, responding.worry)
    moved = [one for one in worried if one.tiers]
    run(f"{term.name}: haenau · tiers", moved, responding.change_tiers)
    run(f"{term.name}: targedau · targets", moved, responding.set_targets)
    run(f"{term.name}: proffiliau · profiles", moved, responding.write_profile)
    watched = [one for one in worried if one.worry and one.worry.outcome == "monitor"]
    run(f"{term.name}: monitro · monitoring", watched, watching.monitor)
    screened = [one for one in worried if one.worry and one.worry.outcome == "screening"]
    run(f"{term.name}: sgrinio · screening", screened, watching.refer)
    run(f"{term.name}: ffurflenni · forms", _forms(term), watching.write_form)


def _hear(services: Services, class_: SchoolClass) -> None:
    """Return once every service lets in the teacher of the class, and the ALNCo."""
    there = [one.learner for one in _there(TERMS[-1])]
    learner = next(one for one in there if one.class_id == class_.class_id)
    about = {"learner_id": str(learner.learner_id)}
    for who in (staff(class_.teacher), alnco()):
        for service, path in LISTS.items():
            wait_for(partial(may, services, who, service, path, **about), unheard(service, who))


def _there(term: Term) -> list[Year]:
    """Those who are there until the end of the term."""
    left = (one.moves_on or one.leaves_on for one in years())
    return [
        one for one, day in zip(years(), left, strict=True) if day is None or day > term.ends_on
    ]


def _lists(term: Term) -> Iterator[tuple[Sitting, list[Year]]]:
    there = _there(term)
    for sitting in sittings(term):
        of_class = [one for one in there if one.learner.class_id == sitting.class_.class_id]
        yield sitting, of_class


def _forms(term: Term) -> list[tuple[Term, Year]]:
    return [(term, one) for number, one in enumerate(_there(term), 1) if is_written(number)]
