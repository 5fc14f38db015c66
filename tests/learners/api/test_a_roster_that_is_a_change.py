"""A delta: only the rows that changed, each with its status and when it was changed."""

import csv
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from services.learners.api.roll.roster.archive import open_archive
from services.learners.api.roll.roster.changes import read_files
from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.manifest import modes_of
from services.learners.api.roll.roster.packing import packed as base_of
from services.learners.api.roll.roster.reading import Roster
from services.learners.api.roll.roster.roster_zip import read_roster
from services.learners.domain.roll.identity import Named, roster_id
from tests.learners.roster_zips import FILES, MANIFEST, SOUND, packed

TODAY = date(2026, 11, 24)
MONDAY, TUESDAY = "2026-11-23T09:30:00.000Z", "2026-11-24T09:30:00.000Z"
USER, CLASS = Named.USER, Named.CLASS
Changes = Mapping[str, Mapping[str, str]]
"""By file and sourced id: `status dateLastModified`, after a colon what is replaced by what."""


def row(file: str, sourced_id: str, said: str) -> str:
    """A row of the sound roster as a delta has it: `active 2026…: Llŷr=Llew`."""
    head, _, swap = said.partition(": ")
    status, when = head.split()
    [found] = [one for one in FILES[file].splitlines() if one.startswith(f"{sourced_id},")]
    old, _, new = swap.partition("=")
    rest = found.split(",", 3)[3]
    return f"{sourced_id},{status},{when},{rest.replace(old, new) if old else rest}"


def delta(changes: Changes, **more: str) -> bytes:
    """A zip with only these rows; the other files are absent. `more` are whole rows by file."""
    manifest, files = MANIFEST, dict[str, str | bytes]()
    names = {*changes, *(f"{name}.csv" for name in more)}
    for name in FILES:
        mode = "delta" if name in names else "absent"
        manifest = manifest.replace(f"file.{name[:-4]},bulk", f"file.{name[:-4]},{mode}")
    for name in names:
        lines = [row(name, *each) for each in changes.get(name, {}).items()]
        extra = more.get(name[:-4], "")
        files[name] = "\n".join([FILES[name].splitlines()[0], *lines, extra]) + "\n"
    return packed({"manifest.csv": manifest, **files})


def read(body: bytes, base: bytes | None = None) -> Roster:
    found = read_roster(body, "665", TODAY, base)
    assert isinstance(found, Roster), found
    return found


BASE = read(SOUND).files


def after(changes: Changes, base: bytes = BASE, **more: str) -> Roster:
    return read(delta(changes, **more), base)


def faults(changes: Changes, base: bytes = BASE, **more: str) -> list[tuple[Any, ...]]:
    found = read_roster(delta(changes, **more), "665", TODAY, base)
    assert isinstance(found, Faults)
    return [(one.file, one.line, one.field, one.code) for one in found.listed]


def uid(sourced_id: str, kind: Named = USER) -> UUID:
    return roster_id("665", kind, sourced_id)


def test_a_changed_row_changes_and_all_others_stand() -> None:
    before, now = read(SOUND), after({"users.csv": {"l1": f"active {MONDAY}: Llŷr=Llew"}})
    assert now.learners[uid("l1")].enrol.details.given_name == "Llew"
    assert now.learners[uid("l2")].enrol == before.learners[uid("l2")].enrol
    assert (now.classes, now.staff_members) == (before.classes, before.staff_members)
    assert (now.is_delta, before.is_delta) == (True, False)


def test_what_was_kept_before_a_column_was_read_is_as_if_that_were_blank() -> None:
    with zipfile.ZipFile(BytesIO(BASE)) as archive:
        kept = {name: archive.read(name).decode() for name in archive.namelist()}
    rows = list(csv.reader(StringIO(kept["enrollments.csv"])))
    place = rows[0].index("beginDate")
    fewer = "".join(",".join(row[:place] + row[place + 1 :]) + "\n" for row in rows)
    base = packed({**kept, "enrollments.csv": fewer})
    now = after({"users.csv": {"l1": f"active {MONDAY}: Llŷr=Llew"}}, base)
    assert now.learners[uid("l1")].places == read(SOUND).learners[uid("l1")].places
    assert now.learners[uid("l1")].enrol.enrolled_on is None


def test_a_row_to_be_deleted_takes_along_what_refers_to_it() -> None:
    now = after({"users.csv": {"l1": f"tobedeleted {MONDAY}", "p2": f"tobedeleted {MONDAY}"}})
    assert set(now.learners) == {uid("l2"), uid("l3")}
    assert now.learners[uid("l2")].parents.parents == ()


def test_a_deleted_class_is_not_there_and_nobody_has_a_place_in_it() -> None:
    now = after({"classes.csv": {"c1": f"tobedeleted {MONDAY}"}})
    assert set(now.classes) == {uid("c2", CLASS)}
    assert {place.class_id for place in now.learners[uid("l1")].places.places} == {uid("c2", CLASS)}


def test_an_enrolment_that_moved_is_in_one_class_only() -> None:
    now = after({"enrollments.csv": {"e2": f"active {MONDAY}: c1=c2"}})
    assert [place.class_id for place in now.learners[uid("l2")].places.places] == [uid("c2", CLASS)]


def test_an_older_row_than_the_one_known_changes_nothing_and_is_told() -> None:
    newer = after({"users.csv": {"l1": f"active {TUESDAY}: Llŷr=Llew"}})
    late = after({"users.csv": {"l1": f"active {MONDAY}: Llŷr=Llyr"}}, newer.files)
    assert late.learners[uid("l1")].enrol.details.given_name == "Llew"
    assert [(one.file, one.line, one.code) for one in late.warnings] == [
        ("users.csv", 2, "row_outdated")
    ]


def test_an_older_row_does_not_bring_back_who_has_gone() -> None:
    gone = after({"users.csv": {"l1": f"tobedeleted {TUESDAY}"}})
    late = after({"users.csv": {"l1": f"active {MONDAY}"}}, gone.files)
    assert uid("l1") not in late.learners
    assert [one.code for one in late.warnings] == ["row_outdated"]


def test_what_was_warned_of_before_is_not_warned_of_again() -> None:
    assert {one.code for one in read(SOUND).warnings} == {"upn_temporary", "upn_not_welsh"}
    assert after({"users.csv": {"l1": f"active {MONDAY}"}}).warnings == ()


def test_a_delta_may_have_no_rows_at_all() -> None:
    assert after({"users.csv": {}}).learners.keys() == read(SOUND).learners.keys()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"users.csv": {"l1": f"gone {MONDAY}"}}, (2, "status", "status_not_allowed")),
        ({"users.csv": {"l1": "active yesterday"}}, (2, "dateLastModified", "date_time_malformed")),
        ({"users.csv": {"l1": f"active {MONDAY}: G681=A681"}}, (2, "userIds", "upn_check_letter")),
        ({"roles.csv": {"r1": f"active {MONDAY}: l1=l9"}}, (2, "userSourcedId", "user_unknown")),
    ],
)
def test_a_bad_row_of_a_delta_is_reported_by_line(
    changes: Changes, fault: tuple[int, str, str]
) -> None:
    [file] = changes
    assert (file, *fault) in faults(changes)


def test_when_a_row_was_changed_must_be_told() -> None:
    l9 = "l9,active,,true,l9,,Nia,Puw,,,,,,,,,,,,,,,"
    assert ("users.csv", 2, "dateLastModified", "value_missing") in faults({}, users=l9)


def test_a_sent_row_that_refers_to_what_is_deleted_is_a_fault() -> None:
    changes = {
        "users.csv": {"l1": f"tobedeleted {MONDAY}"},
        "roles.csv": {"r1": f"active {MONDAY}"},
    }
    assert faults(changes) == [("roles.csv", 2, "userSourcedId", "user_unknown")]


def test_a_known_row_that_does_not_fit_any_more_is_named_without_a_line() -> None:
    changes = {"demographics.csv": {"l1": f"tobedeleted {MONDAY}"}}
    assert faults(changes) == [("users.csv", None, "sourcedId", "demographics_missing")]


NAMES = {"l1": "Llŷr", "l2": "Siân", "l3": "Owain", "p1": "Nerys", "t1": "Ffion"}
CHANGED = st.dictionaries(
    st.sampled_from(sorted(NAMES)),
    st.tuples(st.sampled_from(["active", "tobedeleted"]), st.sampled_from(["Nia", "Twm"])),
)


@given(CHANGED, CHANGED)
def test_of_two_deltas_the_later_state_of_each_row_holds_in_whichever_order_they_come(
    monday: dict[str, tuple[str, str]], tuesday: dict[str, tuple[str, str]]
) -> None:
    told = [
        {
            "users.csv": {
                name: f"{status} {when}: {NAMES[name]}={given_name}"
                for name, (status, given_name) in changes.items()
            }
        }
        for changes, when in ((monday, MONDAY), (tuesday, TUESDAY))
    ]
    first, second = (kept(kept(BASE, one), other) for one, other in (told, reversed(told)))
    assert rows_of(first) == rows_of(second)


def kept(base: bytes, changes: Changes) -> bytes:
    """What the next delta would change, whether or not all of it fits together now."""
    archive, nothing = open_archive(delta(changes), Faults()), Faults()
    assert archive is not None
    modes = modes_of(archive, nothing)
    assert modes is not None
    return base_of(read_files(archive, modes, base, nothing).kept)


def rows_of(base: bytes) -> dict[str, list[str]]:
    with zipfile.ZipFile(BytesIO(base)) as archive:
        return {name: sorted(archive.read(name).decode().split()) for name in archive.namelist()}


def test_who_comes_back_has_the_roles_and_the_family_of_before() -> None:
    gone = after({"users.csv": {"l1": f"tobedeleted {MONDAY}", "p1": f"tobedeleted {MONDAY}"}})
    back = {"users.csv": {"l1": f"active {TUESDAY}", "p1": f"active {TUESDAY}"}}
    before, now = read(SOUND), after(back, gone.files)
    found, known = now.learners[uid("l1")], before.learners[uid("l1")]
    assert (found.enrol, found.places, found.parents) == (
        known.enrol,
        known.places,
        known.parents,
    )


def put(officer: FlaskClient, body: bytes, **query: str) -> Any:
    place = f"/roster-imports/{uuid4()}"
    return officer.put(place, data=body, content_type="application/zip", query_string=query)


def counts(told: dict[str, Any], kind: str) -> dict[str, int]:
    [found] = [one for one in told["counts"]["kinds"] if one["kind"] == kind]
    return {name: found[name] for name in ("named", "new", "changed", "unchanged", "ended")}


@pytest.mark.usefixtures("imported")
def test_a_delta_is_imported_upon_what_was_imported_before(
    officer: FlaskClient, person: Callable[[str], UUID]
) -> None:
    changes = {
        "users.csv": {"l1": f"active {MONDAY}: Llŷr=Llew"},
        "enrollments.csv": {"e2": f"tobedeleted {MONDAY}"},
    }
    seen = put(officer, delta(changes), dry_run="true").get_json()
    told = put(officer, delta(changes)).get_json()
    assert told["counts"] == seen["counts"]
    assert counts(told, "learner") == {
        "named": 3,
        "new": 0,
        "changed": 2,
        "unchanged": 1,
        "ended": 0,
    }
    assert counts(told, "school_class")["unchanged"] == 2
    shown = {
        name: officer.get(f"/learners/{person(name)}").get_json() for name in ("l1", "l2", "l3")
    }
    assert [shown[name]["given_name"] for name in shown] == ["Llew", "Siân", "Owain"]
    assert shown["l2"]["class_id"] is None
    imports = officer.get("/roster-imports").get_json()["items"]
    assert [one["is_delta"] for one in imports] == [True, False]
    again = put(officer, delta(changes)).get_json()
    assert counts(again, "learner")["unchanged"] == 3


@pytest.mark.usefixtures("imported")
def test_a_broken_delta_changes_nothing_and_the_next_is_upon_what_stood(
    officer: FlaskClient,
) -> None:
    broken = {"users.csv": {"l1": f"active {MONDAY}: Llŷr=", "l2": f"active {MONDAY}: Siân=Nia"}}
    assert put(officer, delta(broken)).status_code == 422
    put(officer, delta({"users.csv": {"l3": f"active {MONDAY}: Owain=Owen"}}))
    found = officer.get("/learners").get_json()["items"]
    assert {one["given_name"] for one in found} == {"Llŷr", "Siân", "Owen"}


@pytest.mark.usefixtures("imported")
def test_posts_and_classes_that_a_delta_takes_out_have_ended(officer: FlaskClient) -> None:
    changes = {
        "users.csv": {"t1": f"tobedeleted {MONDAY}"},
        "classes.csv": {"c1": f"tobedeleted {MONDAY}"},
    }
    told = put(officer, delta(changes)).get_json()
    assert counts(told, "staff_member")["ended"] == 1
    assert counts(told, "school_class")["ended"] == 1
