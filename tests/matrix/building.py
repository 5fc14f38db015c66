"""A world built as in life: rosters, records, notices given, relationships settled, all told."""

from services.notifications.wiring import courier
from shared.runtime.ledger import Ledger
from shared.runtime.settings import Settings
from tests.matrix import records, rosters, school_life, schools
from tests.matrix.cast import ABROAD, HOME, PUPILS, RECIPIENT_SCOPES, Asker, Pupil
from tests.matrix.questions import TIERS, tier_change, tier_correction
from tests.matrix.records import OnRecord
from tests.matrix.settling import settle_access
from tests.matrix.world import World, head_of
from tests.wiring import wiring


def build(world: World) -> None:
    """Everything, from the first roster to what is told of the last restriction.

    Notices are given first, so that there is something to keep from those who lose sight of it.
    """
    for of in (HOME, ABROAD):
        world.import_roster(of, rosters.FIRST)
    world.tell("learners")
    for pupil in PUPILS:
        write_records(world, pupil)
    keep_timetables(world)
    choose_thresholds(world)
    for of, name in ((HOME, "s1"), (HOME, "s2"), (ABROAD, "s1"), (ABROAD, "s2")):
        write_of_school(world, of, name)
    world.tell("targets", "assessments")
    register_recipients(world)
    give_notices(world)
    for of in (HOME, ABROAD):
        world.import_roster(of, rosters.SECOND)
    settle_access(world)
    world.tell("learners")
    give_notices(world)
    world.tell("notifications")
    _know_notices(world)


def write_records(world: World, pupil: Pupil) -> None:
    """A concern, needs, results and what they led to, a shared target; of some another tier."""
    ids, learner = world.ids(pupil.name), world.cast.learner(pupil.name)
    head = head_of(pupil.of, pupil.school)
    concern = records.concern(learner, records.day(-40))
    world.put(head, "learners", f"/concerns/{ids.id('concern')}", concern)
    write_response(world, pupil)
    needs = f"/learners/{learner}/census-needs/{ids.id('census needs')}"
    world.put(head, "learners", needs, records.census_needs(records.day(-40)))
    write_assessments(world, pupil)
    target = f"/small-step-targets/{ids.id('target')}"
    world.put(head, "targets", target, records.target(learner, records.day(-40)))
    world.put(head, "targets", f"{target}/shares/{ids.id('share')}", records.share(records.day(0)))
    about = world.about(head, pupil.name)
    change = f"/learners/{learner}/tier-changes/{ids.id('tier change')}"
    world.put(head, "learners", change, tier_change(about, TIERS.get(pupil.name, "targeted")))
    if pupil.name not in TIERS:
        withdrawn = tier_correction(about, withdrawn=True)
        world.put(head, "learners", f"{change}/corrections/{ids.id('correction')}", withdrawn)


def write_assessments(world: World, pupil: Pupil) -> None:
    """Results, one not taken, and what they led to: monitoring, a form, a referral."""
    ids, learner = world.ids(pupil.name), world.cast.learner(pupil.name)
    head = head_of(pupil.of, pupil.school)
    result = records.result(learner, records.day(-40))
    world.put(head, "assessments", f"/assessment-results/{ids.id('result')}", result)
    for kind in ("sheet", "absence"):
        listed = records.sheet(learner, records.day(-40), absent=kind == "absence")
        world.put(head, "assessments", f"/result-sheets/{ids.id(kind)}", listed)
    monitoring = records.monitoring(learner, records.day(7))
    world.put(head, "assessments", f"/monitorings/{ids.id('monitoring')}", monitoring)
    form = records.pupil_progress_form(learner)
    world.put(head, "assessments", f"/pupil-progress-forms/{ids.id('form')}", form)
    referral = records.referral(learner, records.day(-20))
    world.put(head, "assessments", f"/referrals/{ids.id('referral')}", referral)


def write_of_school(world: World, of: str, name: str) -> None:
    """A school's calendar, training to come, and one who can lead an intervention."""
    head, school = head_of(of, name), world.cast.school(of, name)
    ids, staff = OnRecord(school), world.about(head, "own").staff
    year = f"/schools/{school}/calendars/{records.SCHOOL_YEAR}"
    world.put(head, "learners", year, schools.CALENDAR)
    training = school_life.training(school, staff)
    world.put(head, "learners", f"/staff-development/{ids.id('training')}", training)
    lead = school_life.lead(school, staff)
    world.put(head, "learners", f"/intervention-leads/{ids.id('lead')}", lead)


def write_response(world: World, pupil: Pupil) -> None:
    """What each parent told, a triage meeting where the learner was discussed, and a profile."""
    ids, learner = world.ids(pupil.name), world.cast.learner(pupil.name)
    head = head_of(pupil.of, pupil.school)
    staff = world.cast.person(head.name)
    for name in records.told_by(pupil):
        person = None if name == records.SOMEBODY else world.cast.person(name)
        path = f"/learners/{learner}/parents-words/{ids.id(f'words of {name}')}"
        world.put(head, "learners", path, records.told(person, records.day(-20)))
    school, place = (
        world.cast.school(pupil.of, pupil.school),
        f"/triage-meetings/{ids.id('meeting')}",
    )
    world.put(head, "learners", place, records.meeting(school, staff, records.day(-10)))
    discussed = f"{place}/discussions/{learner}"
    world.put(head, "learners", discussed, records.discussion(staff, "Dim cynnydd"))
    version = f"/learners/{learner}/one-page-profile/{ids.id('profile')}"
    world.put(head, "learners", version, records.profile(records.day(-10)))


def keep_timetables(world: World) -> None:
    """Each school has an instrument of its own, and a window that is open today."""
    for of, name in ((HOME, "s1"), (HOME, "s2"), (ABROAD, "s1"), (ABROAD, "s2")):
        school, head = world.cast.school(of, name), head_of(of, name)
        own = f"/schools/{school}/instruments/spelling_ladder"
        world.put(head, "assessments", own, records.own_instrument())
        timetable = f"/schools/{school}/timetables/{records.SCHOOL_YEAR}"
        world.put(head, "assessments", timetable, records.timetable(school))


def choose_thresholds(world: World) -> None:
    """Of each school of home; the schools abroad have chosen none."""
    for school in ("s1", "s2"):
        path = f"/schools/{world.cast.school(HOME, school)}/thresholds"
        world.put(head_of(HOME, school), "assessments", path, records.THRESHOLDS)


def register_recipients(world: World) -> None:
    """Everybody who may be told things is known by name."""
    for of in (HOME, ABROAD):
        asker = Asker("recipients system", "integration", of, scope=RECIPIENT_SCOPES)
        for person in records.recipients(world.cast, of):
            world.put(asker, "notifications", f"/recipients/{person}", records.RECIPIENT)


def give_notices(world: World) -> None:
    """The courier puts every notice that is owed into the inboxes."""
    store = world.stores["notifications"]
    ledger = Ledger(wiring("notifications").SERVICE, store.database("worker"), "tests")
    settings = Settings(store.name, smtp="127.0.0.1:9", sign_in_url="https://sign-in.example")
    giving = courier(ledger, settings)
    with store.connect("worker") as connection:
        while owed := giving.work.owed_notices(connection, 100):
            giving.inboxes.give(owed)


def _know_notices(world: World) -> None:
    names = {world.cast.learner(pupil.name): pupil.name for pupil in PUPILS}
    with world.stores["notifications"].connect() as connection:
        asked = "SELECT learner_id, notice_id, about FROM notices WHERE authority = ANY(%s)"
        codes = [world.cast.home, world.cast.abroad]
        for learner, notice, about in connection.execute(asked, (codes,)):
            if about == "emergency_access_opened":
                world.alerts.add(notice)
            else:
                world.notices[names[learner]] = notice
