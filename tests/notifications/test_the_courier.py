"""The courier on a real Postgres and a real mail server: whatever is owed is given, once."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.notifications.domain.delivery import EmailState
from services.notifications.domain.language import Language
from shared.contracts.learners import (
    EmergencyAccessOpened,
    PostHeld,
    PostTakenUp,
    RestrictionImposed,
    RestrictionScope,
    RightsPassed,
)
from tests.notifications.builders import FATHER, LEARNER, MOTHER
from tests.notifications.world import AFTER, Rounds, World, work_off

DAY = timedelta(days=1)


def test_a_notice_reaches_the_inbox_and_the_mailbox_once(own_world: World, rounds: Rounds) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    notice_id = own_world.share()
    work_off(rounds.courier())
    delivery = own_world.delivery()
    assert (delivery.recipient_id, delivery.given_at) == (MOTHER, AFTER)
    assert (delivery.email, delivery.email_given_at) == (EmailState.ACCEPTED, AFTER)
    assert own_world.state(notice_id) == "given"
    [message] = rounds.mail.caught
    assert message["To"] == "canary-11@example.test"
    assert message["Message-ID"] == delivery.email_message_id
    assert message.get_content().startswith("Mae diweddariad. Mewngofnodwch.")


def test_each_parent_reads_their_own_language_first(own_world: World, rounds: Rounds) -> None:
    for parent, language in ((MOTHER, Language.UNKNOWN), (FATHER, Language.ENGLISH)):
        own_world.link(parent)
        own_world.register(parent, language=language)
    own_world.share()
    work_off(rounds.courier())
    subjects = {message["To"]: message["Subject"] for message in rounds.mail.caught}
    assert subjects == {
        "canary-11@example.test": "Mae diweddariad / There is an update",
        "canary-12@example.test": "There is an update / Mae diweddariad",
    }


@pytest.mark.parametrize("last", ["share", "link", "register"])
def test_the_order_in_which_things_become_known_does_not_matter(
    own_world: World, rounds: Rounds, last: str
) -> None:
    courier = rounds.courier()
    steps: dict[str, Callable[[], object]] = {
        "share": own_world.share,
        "link": lambda: own_world.link(MOTHER),
        "register": lambda: own_world.register(MOTHER),
    }
    for name in sorted(steps, key=lambda name: name == last):
        assert not own_world.deliveries()
        steps[name]()
        work_off(courier)
    assert own_world.delivery().email is EmailState.ACCEPTED


def test_a_notice_without_a_known_parent_waits_and_is_not_lost(
    own_world: World, rounds: Rounds
) -> None:
    own_world.link(MOTHER)
    notice_id = own_world.share()
    courier = rounds.courier()
    work_off(courier)
    assert own_world.state(notice_id) == "waiting"
    own_world.register(MOTHER)
    work_off(courier)
    assert own_world.state(notice_id) == "given"


def test_a_notice_waits_for_the_other_parent_too(own_world: World, rounds: Rounds) -> None:
    own_world.link(MOTHER)
    own_world.link(FATHER)
    own_world.register(MOTHER)
    notice_id = own_world.share()
    courier = rounds.courier()
    work_off(courier)
    assert own_world.state(notice_id) == "partly_given"
    own_world.register(FATHER)
    work_off(courier)
    assert own_world.state(notice_id) == "given"
    assert len(rounds.mail.caught) == 2


def test_a_parent_who_is_heard_of_late_is_told_what_the_other_was_told_already(
    own_world: World, rounds: Rounds
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    notice_id = own_world.share()
    courier = rounds.courier()
    work_off(courier)
    assert own_world.state(notice_id) == "given"
    own_world.link(FATHER)
    assert own_world.state(notice_id) == "partly_given"
    own_world.register(FATHER)
    work_off(courier)
    assert sorted(each.recipient_id.int for each in own_world.deliveries()) == [11, 12]
    assert own_world.state(notice_id) == "given"


def test_a_parent_who_is_heard_of_while_the_courier_gives_is_told_too(
    own_world: World, rounds: Rounds
) -> None:
    """The courier has looked, and says `given to all` of what is so no more."""
    for parent in (MOTHER, FATHER):
        own_world.register(parent)
    own_world.link(MOTHER)
    own_world.share()
    courier = rounds.courier()
    late, give = [FATHER], courier.inboxes.execute

    def give_late(*asked: Any) -> Any:
        if late:
            own_world.link(late.pop())
        return give(*asked)

    courier.inboxes.execute = give_late
    work_off(courier)
    assert sorted(each.recipient_id.int for each in own_world.deliveries()) == [11, 12]


def test_a_parent_who_is_heard_of_late_and_is_none_any_more_holds_nothing_open(
    own_world: World, rounds: Rounds
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    notice_id = own_world.share()
    courier = rounds.courier()
    for _ in range(2):
        work_off(courier)
        own_world.link(FATHER)
        own_world.unlink(FATHER)
    work_off(courier)
    assert own_world.state(notice_id) == "given"


def test_who_became_a_parent_later_is_told_only_of_what_nobody_has(
    own_world: World, rounds: Rounds
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    courier = rounds.courier()
    own_world.share()
    work_off(courier)
    own_world.unlink(MOTHER)
    own_world.share()
    work_off(courier)
    own_world.link(FATHER, at=AFTER)
    own_world.register(FATHER)
    work_off(courier)
    assert sorted(each.recipient_id.int for each in own_world.deliveries()) == [11, 12]


def test_a_notice_all_remaining_parents_have_is_given(own_world: World, rounds: Rounds) -> None:
    own_world.link(MOTHER)
    own_world.link(FATHER)
    own_world.register(MOTHER)
    notice_id = own_world.share()
    courier = rounds.courier()
    work_off(courier)
    own_world.unlink(FATHER)
    work_off(courier)
    assert own_world.state(notice_id) == "given"


@pytest.mark.parametrize("known", [{"wants_email": False}, {"email": None}])
def test_who_wants_no_email_gets_none(
    own_world: World, rounds: Rounds, known: dict[str, Any]
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER, **known)
    own_world.share()
    work_off(rounds.courier())
    assert own_world.delivery().email is EmailState.NOT_WANTED
    assert not rounds.mail.caught


def test_a_temporary_failure_is_tried_again_when_the_pause_is_over(
    own_world: World, rounds: Rounds
) -> None:
    rounds.mail.answers = ["451 try later"]
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.share()
    courier = rounds.courier()
    work_off(courier)
    delayed = own_world.delivery()
    assert (delayed.email, delayed.email_failure) == (EmailState.DELAYED, "smtp_451")
    assert delayed.email_retry_at == AFTER + timedelta(seconds=30)
    rounds.now += timedelta(seconds=30)
    work_off(courier)
    assert own_world.delivery().email is EmailState.ACCEPTED
    assert len(rounds.mail.caught) == 1


def test_a_refused_address_is_left_alone_until_there_is_another(
    own_world: World, rounds: Rounds
) -> None:
    rounds.mail.answers = ["550 no such mailbox"]
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.share()
    courier = rounds.courier()
    work_off(courier)
    rounds.now += 30 * DAY
    work_off(courier)
    assert (own_world.delivery().email, own_world.delivery().email_attempts) == (
        EmailState.REFUSED,
        1,
    )
    own_world.register(MOTHER, email="right@example.test")
    work_off(courier)
    assert [message["To"] for message in rounds.mail.caught] == ["right@example.test"]
    assert own_world.delivery().email_address_number == 2


def test_a_new_address_is_sent_nothing_that_was_taken_at_the_old_one(
    own_world: World, rounds: Rounds
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.share()
    courier = rounds.courier()
    work_off(courier)
    own_world.register(MOTHER, email="new@example.test")
    work_off(courier)
    assert [message["To"] for message in rounds.mail.caught] == ["canary-11@example.test"]


@pytest.mark.parametrize(
    ("verdict", "state", "failure"),
    [
        ("452 no room today", EmailState.DELAYED, "smtp_452"),
        ("554 not taken", EmailState.REFUSED, "smtp_554"),
    ],
)
def test_a_message_may_be_refused_after_its_recipient_was_taken(
    own_world: World, rounds: Rounds, verdict: str, state: EmailState, failure: str
) -> None:
    rounds.mail.verdicts = [verdict]
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.share()
    work_off(rounds.courier())
    assert (own_world.delivery().email, own_world.delivery().email_failure) == (state, failure)


def test_an_address_the_server_cannot_write_is_refused(own_world: World, rounds: Rounds) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER, email="siân@example.test")
    own_world.share()
    work_off(rounds.courier())
    assert own_world.delivery().email_failure == "address_needs_smtputf8"


def test_one_refused_address_holds_nobody_up(own_world: World, rounds: Rounds) -> None:
    rounds.mail.answers = ["550 no such mailbox"]
    for parent in (MOTHER, FATHER):
        own_world.link(parent)
        own_world.register(parent)
    own_world.share()
    work_off(rounds.courier())
    assert sorted(each.email for each in own_world.deliveries()) == ["accepted", "refused"]


def test_while_the_mail_server_is_away_inboxes_are_served(own_world: World, rounds: Rounds) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.share()
    address, rounds.mail.address = rounds.mail.address, "127.0.0.1:1"
    courier = rounds.courier()
    work_off(courier)
    assert (own_world.delivery().given_at, own_world.delivery().email) == (
        AFTER,
        EmailState.DELAYED,
    )
    assert own_world.delivery().email_failure == "mail_server_away"
    own_world.share()
    work_off(courier)
    assert sorted(each.email for each in own_world.deliveries()) == ["delayed", "due"]
    courier.close()
    rounds.mail.address, rounds.now = address, AFTER + DAY
    work_off(rounds.courier())
    assert len(rounds.mail.caught) == 2


def test_no_email_goes_to_someone_who_is_a_parent_no_more(own_world: World, rounds: Rounds) -> None:
    rounds.mail.answers = ["451 try later"]
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.share()
    courier = rounds.courier()
    work_off(courier)
    own_world.unlink(MOTHER)
    rounds.now += DAY
    work_off(courier)
    assert not rounds.mail.caught


def test_a_second_courier_stands_by_and_takes_over(own_world: World, rounds: Rounds) -> None:
    first, second = rounds.courier(), rounds.courier()
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    work_off(first)
    own_world.share()
    work_off(second)
    assert not own_world.deliveries()
    first.close()
    deadline = time.monotonic() + 5
    while not second.step() and time.monotonic() < deadline:
        continue  # until Postgres has noticed
    work_off(second)
    assert own_world.delivery().email is EmailState.ACCEPTED
    work_off(first)
    assert len(rounds.mail.caught) == 1


def test_a_courier_that_lost_its_connection_goes_on_with_another(
    own_world: World, rounds: Rounds
) -> None:
    courier = rounds.courier()
    work_off(courier)
    with own_world.ledger.database.connect() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.share()
    with pytest.raises(psycopg.OperationalError):
        work_off(courier)
    work_off(courier)
    assert len(rounds.mail.caught) == 1


def test_the_trail_from_a_notice_leads_back_to_what_caused_it(
    own_world: World, rounds: Rounds
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    notice_id = own_world.share()
    work_off(rounds.courier())
    with own_world.ledger.database.transaction() as connection:
        rows = connection.execute(
            "SELECT type, correlation, causation, event_id FROM events WHERE stream_id = %s"
            " ORDER BY version",
            (notice_id,),
        ).fetchall()
    raised, *given = rows
    assert [row[0] for row in rows] == [
        "NoticeRaised",
        "NoticeGiven",
        "NoticeGivenToAll",
        "NoticeGiven",
    ]
    assert {(row[1], row[2]) for row in given} == {(raised[1], raised[3])}


def test_emergency_access_is_told_to_those_who_guard_privacy_and_names_nobody(
    own_world: World, rounds: Rounds
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.register(FATHER)
    own_world.hear(PostTakenUp(person_id=FATHER, school_id=None, post=PostHeld.PRIVACY_OFFICER))
    access_id = UUID(int=901)
    opened = EmergencyAccessOpened(
        access_id=access_id, learner_id=LEARNER, person_id=UUID(int=7), expires_at=AFTER
    )
    own_world.hear(opened)
    work_off(rounds.courier())
    delivery = own_world.delivery()
    assert (delivery.recipient_id, delivery.about_id) == (FATHER, access_id)
    [message] = rounds.mail.caught
    assert message["To"] == "canary-12@example.test"
    assert str(LEARNER) not in message.as_string()


@pytest.mark.parametrize(
    "kept",
    [
        RestrictionImposed(
            restriction_id=UUID(int=902),
            learner_id=LEARNER,
            person_id=MOTHER,
            scope=RestrictionScope.RECORD,
        ),
        RightsPassed(learner_id=LEARNER),
    ],
)
def test_a_parent_who_may_not_see_the_record_is_told_nothing(
    own_world: World, rounds: Rounds, kept: RestrictionImposed | RightsPassed
) -> None:
    own_world.link(MOTHER)
    own_world.register(MOTHER)
    own_world.hear(kept)
    own_world.share()
    work_off(rounds.courier())
    assert not own_world.deliveries()
    assert not rounds.mail.caught
