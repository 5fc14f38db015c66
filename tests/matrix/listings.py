"""What is asked about no learner in particular: lists, each with all it may show, and the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from tests.matrix import oracle
from tests.matrix.asking import Request
from tests.matrix.cast import ABROAD, HOME, PUPILS, Asker, Pupil
from tests.matrix.cells import FORBIDDEN, Cell, Expected, Looks
from tests.matrix.questions import TIERS
from tests.matrix.records import (
    TODAY,
    OnRecord,
    day,
    recipients,
)
from tests.matrix.school_keeping import kept_by_schools
from tests.matrix.schools import of_schools
from tests.matrix.ways import FOUND, STALE, TOO_LATE
from tests.matrix.world import World, import_id

PUPIL = {pupil.name: pupil for pupil in PUPILS}
_CLASSES = {"s1": ("c1", "c2"), "s2": ("c3",)}
Ids = Callable[[World, Asker, list[Pupil]], set[UUID]]


@dataclass(frozen=True)
class Listing:
    """A list, asked with a query: `field` names each row, `ids` gives those of some learners.

    `only` tells which of those who are reached the query asks for. Where the path names a window,
    it is that of the school at `place`; who does not reach the school is told of no window.
    """

    operation: str
    field: str
    ids: Ids
    query: str = ""
    only: Callable[[str, Pupil], bool] = lambda _asker, _pupil: True
    about_learners: bool = True
    place: str = ""

    def cell(self, world: World, asker: Asker) -> Cell:
        """The list as one asks for it, and what must be in it."""
        service, method, path = self.operation.split(" ")
        entry_id = window(world, self.place) if self.place else None
        path = f"{path}?limit=200&{self.query}".format(world=world, of=asker.of, entry_id=entry_id)
        request = Request(service, method, path)
        return Cell(asker, self.operation, self.query, request, self._expected(world, asker))

    def _expected(self, world: World, asker: Asker) -> Expected:
        if not oracle.is_admitted(asker.name, self.operation):
            return Expected(FORBIDDEN)
        by_name = oracle.reached(asker.name, self.operation)
        shown = [PUPIL[name] for name in by_name if self.only(asker.name, PUPIL[name])]
        if self.place and not shown:
            return Expected((404, "window_unknown"))
        looks: Looks = {}
        for pupil in shown if self.about_learners else ():
            by = oracle.recorded_as(by_name[pupil.name])
            looks.setdefault(by, set()).add(world.cast.learner(pupil.name))
        ids = frozenset(self.ids(world, asker, shown))
        return Expected((200, None), lists=self.field, ids=ids, looks=looks)


def window(world: World, school: str) -> UUID:
    """The window in the timetable of a school at home."""
    return OnRecord(world.cast.school(HOME, school)).id("window")


def _learners(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {world.cast.learner(pupil.name) for pupil in pupils}


def _targets(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {OnRecord(world.cast.learner(pupil.name)).id("target") for pupil in pupils}


def _own(kind: str) -> Ids:
    """The ids of what there is of this kind about each learner."""
    return lambda world, _, pupils: {world.ids(pupil.name).id(kind) for pupil in pupils}


def _notices(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    """Those to families; one of an emergency is for those who guard privacy alone."""
    return {world.notices[pupil.name] for pupil in pupils}


def _inbox(world: World, asker: Asker, pupils: list[Pupil]) -> set[UUID]:
    if asker.name == "privacy":
        return world.alerts
    return {world.notices[pupil.name] for pupil in pupils}


def _emergencies(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    kinds = ("emergency", "late emergency")
    return {world.ids(pupil.name).id(kind) for pupil in pupils for kind in kinds}


def _schools(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {world.cast.school(pupil.of, pupil.school) for pupil in pupils}


def _classes(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    at = {(pupil.of, pupil.school) for pupil in pupils}
    return {world.cast.class_(of, name) for of, school in at for name in _CLASSES[school]}


def _concerns(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {world.ids(pupil.name).id("concern") for pupil in pupils}


def _discussed(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    return {world.ids(pupil.name).id("meeting") for pupil in pupils}


def _meetings(world: World, _: Asker, pupils: list[Pupil]) -> set[UUID]:
    """Whoever works with one child of a school is shown all that its staff met."""
    at = {(pupil.of, pupil.school) for pupil in pupils}
    there = [pupil.name for pupil in PUPILS if (pupil.of, pupil.school) in at]
    return {world.ids(name).id("meeting") for name in there}


def _of_schools(kind: str) -> Ids:
    """What there is of this kind at each school."""

    def ids(world: World, asker: Asker, pupils: list[Pupil]) -> set[UUID]:
        return {OnRecord(school).id(kind) for school in _schools(world, asker, pupils)}

    return ids


def _imports(world: World, asker: Asker, _: list[Pupil]) -> set[UUID]:
    return {import_id(world.cast, asker.of, which) for which in (1, 2)}


def _none(_world: World, _asker: Asker, _: list[Pupil]) -> set[UUID]:
    return set()


def _at(school: str) -> Callable[[str, Pupil], bool]:
    return lambda _, pupil: (pupil.of, pupil.school) == (HOME, school)


def _in_class(_asker: str, pupil: Pupil) -> bool:
    return (pupil.of, pupil.class_) == (HOME, "c1")


def _tier(tier: str) -> Callable[[str, Pupil], bool]:
    return lambda asker, pupil: (
        TIERS.get(pupil.name, "universal") == tier and oracle.sees_tier(asker, pupil.name)
    )


def _in_inbox(asker: str, pupil: Pupil) -> bool:
    return asker != "privacy" or _is_own(pupil)


def _opened_in_emergency(_asker: str, pupil: Pupil) -> bool:
    return _is_own(pupil)


def _is_own(pupil: Pupil) -> bool:
    return pupil.name == "own"


def _nobody(_asker: str, _pupil: Pupil) -> bool:
    return False


_MISSING = "assessments GET /assessment-windows/{entry_id}/missing"
_ROLL, _REVIEWS = "learners GET /learners", "targets GET /small-step-targets"
_CONCERNS, _TRIAGE = "learners GET /concerns", "learners GET /triage-discussions"
_WATCHED, _FORMS = "assessments GET /monitorings", "assessments GET /pupil-progress-forms"
_REFERRALS, _PROMPTS = "assessments GET /referrals", "assessments GET /prompts"
_LAST_YEAR = f"school_year={TODAY.year - 1}&term=autumn"
_NO_FORMS = f"school_year={TODAY.year - 1}&term=spring"
_RESPONSE = (
    Listing(_WATCHED, "monitoring_id", _own("monitoring")),
    Listing(_WATCHED, "monitoring_id", _own("monitoring"), "school_id={world.s1}", _at("s1")),
    Listing(_WATCHED, "monitoring_id", _own("monitoring"), f"ends_before={day(14)}"),
    Listing(_WATCHED, "monitoring_id", _own("monitoring"), "open=false", _nobody),
    Listing(_FORMS, "form_id", _own("form"), _LAST_YEAR),
    Listing(_FORMS, "form_id", _own("form"), "school_id={world.s2}", _at("s2")),
    Listing(_FORMS, "form_id", _own("form"), "term=summer", _nobody),
    Listing(f"{_FORMS}/missing", "learner_id", _learners, _NO_FORMS),
    Listing(
        *(f"{_FORMS}/missing", "learner_id", _learners),
        *(f"{_NO_FORMS}&class_id={{world.c1}}&school_id={{world.s1}}", _in_class),
    ),
    Listing(_REFERRALS, "referral_id", _own("referral"), "awaiting=consent"),
    Listing(_REFERRALS, "referral_id", _own("referral"), "school_id={world.s1}", _at("s1")),
    Listing(_REFERRALS, "referral_id", _own("referral"), "state=sent", _nobody),
    Listing(_PROMPTS, "learner_id", _learners),
    Listing(_PROMPTS, "learner_id", _learners, "school_id={world.s1}", _at("s1")),
)
LISTINGS = (
    *_RESPONSE,
    Listing(_ROLL, "learner_id", _learners),
    Listing(_ROLL, "learner_id", _learners, "school_id={world.s1}", _at("s1")),
    Listing(_ROLL, "learner_id", _learners, "school_id={world.s2}", _at("s2")),
    Listing(_ROLL, "learner_id", _learners, "class_id={world.c1}", _in_class),
    Listing(_ROLL, "learner_id", _learners, "tier=targeted", _tier("targeted")),
    Listing(_ROLL, "learner_id", _learners, "tier=universal", _tier("universal")),
    Listing(_REVIEWS, "target_id", _targets),
    Listing(_REVIEWS, "target_id", _targets, "school_id={world.s1}", _at("s1")),
    Listing(_REVIEWS, "target_id", _targets, "status=open"),
    Listing(_REVIEWS, "target_id", _targets, f"due_before={day(60)}"),
    Listing(_REVIEWS, "target_id", _targets, "status=achieved", _nobody),
    Listing(_MISSING, "learner_id", _learners, "school_id={world.s1}", _at("s1"), place="s1"),
    Listing(_MISSING, "learner_id", _learners, "school_id={world.s2}", _at("s2"), place="s2"),
    Listing("notifications GET /notices", "notice_id", _notices),
    Listing("notifications GET /notices", "notice_id", _notices, "state=given"),
    Listing("notifications GET /inbox", "notice_id", _inbox, only=_in_inbox),
    Listing("learners GET /emergencies", "access_id", _emergencies, only=_opened_in_emergency),
    Listing(_CONCERNS, "concern_id", _concerns),
    Listing(_CONCERNS, "concern_id", _concerns, "school_id={world.s1}", _at("s1")),
    Listing(_CONCERNS, "concern_id", _concerns, "has_outcome=false"),
    Listing(_CONCERNS, "concern_id", _concerns, "area=number", _nobody),
    Listing(_TRIAGE, "meeting_id", _discussed),
    Listing(_TRIAGE, "meeting_id", _discussed, "open=true"),
    Listing(_TRIAGE, "meeting_id", _discussed, "school_id={world.s2}", _at("s2")),
    Listing(_TRIAGE, "meeting_id", _discussed, f"due_before={day(20)}", _nobody),
    Listing("learners GET /triage-meetings", "meeting_id", _meetings, about_learners=False),
    Listing("learners GET /duplicate-learners", "pair_id", _learners, only=_nobody),
    Listing("learners GET /schools", "school_id", _schools, about_learners=False),
    Listing("learners GET /classes", "class_id", _classes, about_learners=False),
    Listing(
        "learners GET /staff-development",
        "training_id",
        _of_schools("training"),
        about_learners=False,
    ),
    Listing(
        "learners GET /intervention-leads", "lead_id", _of_schools("lead"), about_learners=False
    ),
    Listing("learners GET /roster-imports", "import_id", _imports, about_learners=False),
    Listing("learners GET /ctf-imports", "import_id", _none, about_learners=False),
)


def listed(world: World, asker: Asker) -> Iterator[Cell]:
    """Every list, with every query."""
    for listing in LISTINGS:
        yield listing.cell(world, asker)
    yield from _of_the_authority(world, asker)
    yield from kept_by_schools(world, asker)
    yield from of_schools(world, asker)
    yield from _of_transfer_and_census(world, asker)


def _of_transfer_and_census(world: World, asker: Asker) -> Iterator[Cell]:
    """A census return is a file, or a report: who is in it is told by the looks."""
    for operation in ("learners GET /census/plasc.csv", "learners GET /census/plasc/report"):
        looks: Looks = {}
        for name, by in oracle.reached(asker.name, operation).items():
            looks.setdefault(oracle.recorded_as(by), set()).add(world.cast.learner(name))
        path = f"{operation.split(' ')[2]}?on={day(0)}"
        yield _cell(asker, operation, "", path, Expected((200, None), looks=looks))
    yield _cell(asker, "learners GET /census/codes", "", "/census/codes", Expected((200, None)))
    path = f"/ctf-imports/{import_id(world.cast, asker.of, 1)}"
    unsaid, unknown = Expected((415, "xml_expected")), Expected((404, "ctf_import_unknown"))
    yield _cell(asker, "learners PUT /ctf-imports/{import_id}", "", path, unsaid)
    yield _cell(asker, "learners GET /ctf-imports/{import_id}", "", path, unknown)


def _of_the_authority(world: World, asker: Asker) -> Iterator[Cell]:
    """What is about an authority, or about parents: a learner's restrictions do not touch it."""
    people = frozenset(recipients(world.cast, asker.of))
    by = next((one for one in oracle.MAY[_PEOPLE] if one in oracle.STANDS[asker.name]), "")
    everybody = Expected(
        (200, None), lists="recipient_id", ids=people, looks={oracle.recorded_as(by): set(people)}
    )
    yield _cell(asker, _PEOPLE, "everybody", "/recipients?limit=200", everybody)
    yield _cell(asker, "assessments GET /instruments", "", "/instruments", Expected((200, None)))
    for name in ("own", "abroad", "nobody"):  # there, or not: what is put is one's own authority's
        path = f"/recipients/{world.about(asker, name).recipient}"
        put = "notifications PUT /recipients/{recipient_id}"
        yield _cell(asker, put, name, path, Expected(TOO_LATE))
    whole = "learners PUT /roster-imports/{import_id}"
    for of in (HOME, ABROAD):
        path = f"/roster-imports/{import_id(world.cast, of, 1)}"
        yield _cell(asker, whole, of, path, Expected((415, "zip_expected")))
        known = Expected(FOUND if of == asker.of else (404, "roster_import_unknown"))
        yield _cell(asker, "learners GET /roster-imports/{import_id}", of, path, known)
        so_far = "learners GET /roster-imports/{import_id}/progress"
        yield _cell(asker, so_far, of, f"{path}/progress", known)


_PEOPLE = "notifications GET /recipients"
_RECIPIENT = {"given_name": "Nerys", "family_name": "Wyn"}


def _cell(asker: Asker, operation: str, about: str, path: str, expected: Expected) -> Cell:
    service, method, _ = operation.split(" ")
    if not oracle.is_admitted(asker.name, operation):
        expected = Expected(FORBIDDEN)
    body = _RECIPIENT if service == "notifications" and method == "PUT" else None
    headers = STALE if body is not None else {}
    return Cell(asker, operation, about, Request(service, method, path, body, headers), expected)
