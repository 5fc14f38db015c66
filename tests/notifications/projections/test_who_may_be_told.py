"""Recipients, and the copies of whose parents they are."""

from datetime import UTC, datetime
from functools import reduce
from typing import Any

from services.notifications.domain.language import Language
from services.notifications.domain.recipient import (
    EmailAddressGiven,
    EmailAddressWithdrawn,
    LanguageChoiceWithdrawn,
    LanguageChosen,
    NoticesByEmailAccepted,
    NoticesByEmailDeclined,
    RecipientNameCorrected,
    RecipientRegistered,
)
from services.notifications.projections.parents_of_learner import (
    PARENTS_OF_LEARNER,
    ParentOfLearner,
)
from services.notifications.projections.recipients import RECIPIENTS, KnownRecipient
from shared.contracts.learners import (
    ParentLinked,
    ParentUnlinked,
)
from shared.runtime.projection import Projection
from tests.notifications.builders import LEARNER, MOTHER, RAISED, SHARED_AT
from tests.notifications.facts import fact

LATER = datetime(2026, 12, 1, tzinfo=UTC)
LINKED = ParentLinked(learner_id=LEARNER, parent_id=MOTHER)
UNLINKED = ParentUnlinked(learner_id=LEARNER, parent_id=MOTHER)


def folded(model: Projection, *events: Any) -> Any:
    facts = (fact(event, "recipient", MOTHER, MOTHER) for event in events)
    return reduce(model.project, facts, None)


def test_a_recipient_is_as_the_facts_say() -> None:
    row = folded(
        RECIPIENTS,
        RecipientRegistered(given_name="Sian", family_name="Wyn"),
        RecipientNameCorrected(given_name="Siân", family_name="Ŵyn"),
        LanguageChosen(language=Language.WELSH),
        EmailAddressGiven(email="old@example.test"),
        EmailAddressGiven(email="new@example.test"),
        NoticesByEmailAccepted(),
    )
    assert row == KnownRecipient(
        recipient_id=MOTHER,
        given_name="Siân",
        family_name="Ŵyn",
        language=Language.WELSH,
        email="new@example.test",
        address_number=2,
        wants_email=True,
    )


def test_what_a_recipient_takes_back_is_gone_but_still_counted() -> None:
    row = folded(
        RECIPIENTS,
        RecipientRegistered(given_name="Siân", family_name="Ŵyn"),
        LanguageChosen(language=Language.WELSH),
        EmailAddressGiven(email="old@example.test"),
        NoticesByEmailAccepted(),
        EmailAddressWithdrawn(),
        LanguageChoiceWithdrawn(),
        NoticesByEmailDeclined(),
        None,
    )
    assert (row.language, row.email, row.wants_email) == (Language.UNKNOWN, None, False)
    assert row.address_number == 1


def test_only_facts_about_recipients_touch_one() -> None:
    assert RECIPIENTS.key_of(fact(None, "recipient", MOTHER)) == (MOTHER,)
    assert RECIPIENTS.key_of(fact(RAISED)) is None


def test_a_parent_is_linked_from_the_first_day_until_unlinked() -> None:
    model = PARENTS_OF_LEARNER
    linked = model.project(None, fact(LINKED))
    assert linked == ParentOfLearner(LEARNER, MOTHER, SHARED_AT)
    assert model.project(linked, fact(LINKED, at=LATER)) == linked
    assert model.project(linked, fact(UNLINKED)) is None
    assert model.project(linked, fact(RAISED)) == linked
    assert model.key_of(fact(LINKED)) == model.key_of(fact(UNLINKED)) == (LEARNER, MOTHER)
    assert model.key_of(fact(RAISED)) is None
