"""A recipient: who it is, in which language, at which address."""

from dataclasses import replace

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from services.notifications.domain.language import Language
from services.notifications.domain.recipient import (
    EmailAddressGiven,
    EmailAddressWithdrawn,
    Event,
    LanguageChoiceWithdrawn,
    LanguageChosen,
    NoticesByEmailAccepted,
    NoticesByEmailDeclined,
    RecipientNameCorrected,
    RecipientRegistered,
    RegisterRecipient,
    recipient,
)
from shared.modelling.decider import replay
from shared.testing.scenario import given

REGISTERED = RecipientRegistered(given_name="Siân", family_name="Ŵyn-Rhŷs")
PAST = (
    REGISTERED,
    LanguageChosen(language=Language.WELSH),
    EmailAddressGiven(email="sian@example.test"),
    NoticesByEmailAccepted(),
)
KNOWN = RegisterRecipient(
    given_name="Siân",
    family_name="Ŵyn-Rhŷs",
    language=Language.WELSH,
    email="sian@example.test",
    wants_email=True,
)


def test_registering_records_each_thing_that_is_known() -> None:
    given(recipient).when(KNOWN).then(*PAST)


def test_what_is_not_known_is_not_recorded() -> None:
    unknown = replace(KNOWN, language=Language.UNKNOWN, email=None, wants_email=False)
    given(recipient).when(unknown).then(REGISTERED)


def test_saying_the_same_again_changes_nothing() -> None:
    given(recipient, *PAST).when(KNOWN).then_nothing()


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ({"family_name": "Wyn"}, RecipientNameCorrected(given_name="Siân", family_name="Wyn")),
        ({"language": Language.ENGLISH}, LanguageChosen(language=Language.ENGLISH)),
        ({"language": Language.UNKNOWN}, LanguageChoiceWithdrawn()),
        ({"email": "s@example.test"}, EmailAddressGiven(email="s@example.test")),
        ({"email": None}, EmailAddressWithdrawn()),
        ({"wants_email": False}, NoticesByEmailDeclined()),
    ],
)
def test_only_what_differs_is_recorded(said: dict[str, object], event: object) -> None:
    given(recipient, *PAST).when(replace(KNOWN, **said)).then(event)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_a_person_has_a_name(field: str) -> None:
    blank = replace(KNOWN, **{field: "  "})  # type: ignore[arg-type]
    given(recipient).when(blank).then_refused("name_missing", field)


COMMANDS = st.builds(
    RegisterRecipient,
    given_name=st.sampled_from(["Siân", "Ŷves"]),
    family_name=st.sampled_from(["Wyn", "Ŵyn"]),
    language=st.sampled_from(Language),
    email=st.sampled_from([None, "a@example.test", "b@example.test"]),
    wants_email=st.booleans(),
)


@forall(st.lists(COMMANDS, min_size=1, max_size=4))
def test_a_recipient_is_as_last_said_and_a_repeat_changes_nothing(
    commands: list[RegisterRecipient],
) -> None:
    past: list[Event] = []
    for command in commands:
        past.extend(recipient.decide(replay(recipient, past), command))
    state = replay(recipient, past)
    assert recipient.decide(state, commands[-1]) == []
    for field in RegisterRecipient.__annotations__:
        assert getattr(state, field) == getattr(commands[-1], field)
