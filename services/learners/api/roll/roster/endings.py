"""What has ended: posts, classes and places that a whole file does not name any more.

It also tells whose rights have passed: a roster is what makes a birthday known, every night.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.learners.api.roll.roster.reading import Roster
from services.learners.domain.roll.learner_messages import ClassPlace, PlaceInClasses
from services.learners.domain.roll.school_class import LeaveClass
from services.learners.domain.roll.staff_member import LeavePosts
from services.learners.domain.ties.compulsory_school_age import rights_pass_on
from services.learners.domain.ties.young_person_messages import PassRights
from shared.runtime.service import Stream

Commands = Iterator[tuple[Stream, object]]


@dataclass(frozen=True)
class KnownBefore:
    """The read models as they stand before an import."""

    staff_members: Sequence[Any]
    classes: Sequence[Any]
    places: Iterable[Any]
    rights_passed: Iterable[Any]


def endings(roster: Roster, known: KnownBefore) -> Commands:
    """Commands that end what the roster is whole for and does not name."""
    yield from _posts(roster, known.staff_members)
    yield from _classes(roster, known.classes)
    yield from _places(roster, known)


def _posts(roster: Roster, staff_members: Sequence[Any]) -> Commands:
    for one in staff_members:
        is_here = any(post.school_id in roster.whole for post in one.posts)
        if is_here and one.staff_member_id not in roster.staff_members:
            yield Stream("staff_member", one.staff_member_id), LeavePosts(whole=roster.whole)


def _classes(roster: Roster, classes: Sequence[Any]) -> Commands:
    for one in classes:
        is_over = one.school_id in roster.whole and one.class_id not in roster.classes
        if is_over and one.teacher_ids:
            yield Stream("school_class", one.class_id), LeaveClass()


def _places(roster: Roster, known: KnownBefore) -> Commands:
    """The places of learners not named: those elsewhere stand."""
    school_of = {one.class_id: one.school_id for one in known.classes}
    held: dict[UUID, list[Any]] = defaultdict(list)
    for place in known.places:
        if place.learner_id not in roster.learners:
            held[place.learner_id].append(place)
    for learner_id, places in held.items():
        kept = [one for one in places if school_of.get(one.class_id) not in roster.whole]
        if len(kept) < len(places):
            left = tuple(ClassPlace(class_id=p.class_id, is_own_class=p.is_own_class) for p in kept)
            yield Stream("learner", learner_id), PlaceInClasses(places=left)


def rights_passed(roster: Roster, known: KnownBefore, today: date) -> Commands:
    """Commands that record whose rights have passed; the law asks nobody to decide it."""
    passed = {one.learner_id for one in known.rights_passed}
    for learner_id, entry in roster.learners.each():
        born_on = entry.enrol.details.born_on
        if learner_id not in passed and rights_pass_on(born_on) <= today:
            stream = Stream("young_person", learner_id, learner_id, entry.enrol.school_id)
            yield stream, PassRights(born_on=born_on, today=today)
