"""The record replayed: monitoring, forms, referrals and answers as they stood at an instant."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from tests.assessments.over_http import day, school_year, score


def test_everything_about_a_learner_is_in_the_record_that_is_replayed(
    alnco: FlaskClient, learner: UUID, has_result: Callable[..., UUID]
) -> None:
    has_result(learner, score(80))
    of_learner = {"learner_id": str(learner)}
    measure = {"measure_id": str(uuid4()), "what": "Seiniau", "how": "Cardiau", "baseline": "9"}
    span = {"starts_on": day(-20), "ends_on": day(5)}
    written = {"barriers": [], "narrative": "Da", "below_age_expected": False}
    proposed = {"kind": "screening", "service": "dyslexia_screening", "reason": "Sillafu"}
    consent = {"given": True, "said_by": "parent", "told_by": "email", "consented_on": day(0)}
    referral = f"/referrals/{uuid4()}"
    for path, body in (
        (
            f"/monitorings/{uuid4()}",
            of_learner | span | {"aspect": "phonics", "measures": [measure]},
        ),
        (
            f"/pupil-progress-forms/{uuid4()}",
            of_learner | written | {"school_year": school_year(), "term": "autumn"},
        ),
        (referral, of_learner | proposed | {"proposed_on": day(-1)}),
        (f"{referral}/consent", consent),
    ):
        answer = alnco.put(path, json=body)
        assert answer.status_code == 201, answer.get_json()
    (prompt,) = alnco.get("/prompts", query_string=of_learner).get_json()["items"]
    said = of_learner | {"answer": "acted_on", "words": "Cyfarfod"}
    assert alnco.put(f"/prompts/{prompt['prompt_id']}/answer", json=said).status_code == 201
    record = alnco.get(f"/learners/{learner}/record")
    assert record.status_code == 200
    streams = {one["kind"]: one for one in record.get_json()["streams"]}
    assert set(streams) == {
        "assessment_result",
        "monitoring",
        "pupil_progress_form",
        "referral",
        "prompt",
    }
    assert streams["referral"]["state"]["state"] == "consented"
    assert (
        streams["pupil_progress_form"]["state"]["submitted"]["results"][0]["result"]["score"] == 80
    )
