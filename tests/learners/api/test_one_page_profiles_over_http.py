"""A learner's one-page profile: written with the child, replaced, and read by those around them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.learners.api.relationships import done, refused
from tests.learners.api.responding import day, profile
from tests.web_client import WebClient

Person = Callable[[str], UUID]


@pytest.fixture
def place(imported: str, person: Person) -> str:
    """Where the profile of l1 is."""
    assert imported
    return f"/learners/{person('l1')}/one-page-profile"


def test_a_profile_is_written_with_the_child_and_read_by_their_parent(
    teacher: FlaskClient, client: Callable[[str], WebClient], person: Person, place: str
) -> None:
    done(teacher.put(f"{place}/{uuid4()}", json=profile()))
    parent = client("learners").acting("parent", str(person("p1")))
    found = parent.get(place).get_json()
    assert found["headings"]["what_is_important"] == "Fy nghi, Mot."
    assert found["heading_labels"]["how_best_to_support"] == {
        "cy": "Y ffordd orau o'm cefnogi",
        "en": "How best to support me",
    }
    assert found["childs_voice"] == {
        "words": "Dw i'n licio adeiladu!",
        "how_obtained": "drawing",
        "how_obtained_label": {"cy": "drwy lun", "en": "by a drawing"},
    }
    assert found["helped_by"] == ["Mam", "Mrs Ŵyn"]
    stranger = client("learners").acting("parent", str(person("p2")))
    assert refused(stranger.get(place)) == (404, "one_page_profile_unknown")


def test_a_new_version_replaces_what_was_read_and_the_old_one_stays_readable(
    teacher: FlaskClient, place: str
) -> None:
    first, second, third = (f"{place}/{uuid4()}" for _ in range(3))
    done(teacher.put(first, json=profile()))
    read = {"If-Match": teacher.get(place).headers["ETag"]}
    done(teacher.put(second, json=profile(helped_by=["Nain"]), headers=read))
    assert teacher.get(place).get_json()["helped_by"] == ["Nain"]
    versions = teacher.get(f"{place}/versions").get_json()["items"]
    assert [one["helped_by"] for one in versions] == [["Nain"], ["Mam", "Mrs Ŵyn"]]
    stale = teacher.put(third, json=profile(), headers=read)
    assert refused(stale) == (412, "version_stale")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"written_on": day(1)}, (409, "written_on_in_future")),
        ({"childs_voice": {"words": " ", "how_obtained": "drawing"}}, (409, "words_missing")),
        ({"childs_voice": None}, (422, "request_invalid")),
        ({"childs_voice": {"words": "Da!"}}, (422, "request_invalid")),
        ({"helped_by": ["x"] * 21}, (422, "request_invalid")),
    ],
)
def test_a_profile_without_the_child_is_refused(
    teacher: FlaskClient, place: str, said: dict[str, Any], refusal: tuple[int, str]
) -> None:
    assert refused(teacher.put(f"{place}/{uuid4()}", json=profile(**said))) == refusal


def test_there_is_no_profile_until_one_is_written(alnco: FlaskClient, place: str) -> None:
    assert refused(alnco.get(place)) == (404, "one_page_profile_unknown")
    assert alnco.get(f"{place}/versions").get_json()["items"] == []
    unknown = f"/learners/{uuid4()}/one-page-profile"
    assert refused(alnco.put(f"{unknown}/{uuid4()}", json=profile())) == (404, "learner_unknown")
