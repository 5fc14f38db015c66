"""Commands and events of a referral, with everything irrelevant to a test defaulted."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.assessments.domain.referral_messages import (
    ClosedAs,
    CloseReferral,
    ConsentTold,
    HasTheSay,
    OutsideService,
    ProposeReferral,
    RecordReferralConsent,
    RecordReferralReceived,
    RecordReferralReport,
    RecordReferralSent,
    ReferralClosed,
    ReferralConsentRecorded,
    ReferralKind,
    ReferralProposed,
    ReferralReceived,
    ReferralReported,
    ReferralSent,
    SaidBy,
)
from tests.assessments.result_facts import LEARNER, RESULT

REFERRAL, PARENT = UUID(int=501), UUID(int=502)
TODAY = date(2026, 11, 24)


def day(of_november: int) -> date:
    return date(2026, 11, of_november)


def propose(**given: Any) -> ProposeReferral:
    usual: dict[str, Any] = {
        "referral_id": REFERRAL,
        "learner_id": LEARNER,
        "kind": ReferralKind.REFERRAL,
        "service": OutsideService.SPEECH_AND_LANGUAGE,
        "service_name": None,
        "reason": "Nid yw eraill yn ei ddeall",
        "proposed_on": day(2),
        "today": TODAY,
    }
    return ProposeReferral(**usual | given)


def proposed(**given: Any) -> ReferralProposed:
    usual = ReferralProposed(
        referral_id=REFERRAL,
        learner_id=LEARNER,
        kind=ReferralKind.REFERRAL,
        service=OutsideService.SPEECH_AND_LANGUAGE,
        service_name=None,
        reason="Nid yw eraill yn ei ddeall",
        proposed_on=day(2),
    )
    return replace(usual, **given)


def screening(**given: Any) -> ReferralProposed:
    of = {"kind": ReferralKind.SCREENING, "service": OutsideService.DYSLEXIA_SCREENING}
    return proposed(**of | given)


def consent(**given: Any) -> RecordReferralConsent:
    usual: dict[str, Any] = {
        "given": True,
        "said_by": SaidBy.PARENT,
        "person_id": PARENT,
        "told_by": ConsentTold.SIGNED_FORM,
        "words": "Cytuno, diolch",
        "consented_on": day(4),
        "has_the_say": HasTheSay.PARENTS,
        "today": TODAY,
    }
    return RecordReferralConsent(**usual | given)


def consented(**given: Any) -> ReferralConsentRecorded:
    usual = ReferralConsentRecorded(
        given=True,
        said_by=SaidBy.PARENT,
        person_id=PARENT,
        told_by=ConsentTold.SIGNED_FORM,
        words="Cytuno, diolch",
        consented_on=day(4),
    )
    return replace(usual, **given)


REFUSED = consented(given=False)


def send(**given: Any) -> RecordReferralSent:
    usual: dict[str, Any] = {"sent_on": day(6), "today": TODAY}
    return RecordReferralSent(**usual | given)


def sent(**given: Any) -> ReferralSent:
    return replace(ReferralSent(sent_on=day(6)), **given)


def receive(**given: Any) -> RecordReferralReceived:
    usual: dict[str, Any] = {"received_on": day(10), "reference": "SLT 26/114", "today": TODAY}
    return RecordReferralReceived(**usual | given)


def received(**given: Any) -> ReferralReceived:
    return replace(ReferralReceived(received_on=day(10), reference="SLT 26/114"), **given)


def report(**given: Any) -> RecordReferralReport:
    usual: dict[str, Any] = {
        "reported_on": day(20),
        "author": "Carys Bowen, therapydd",
        "summary": "Oedi o ran seiniau /s/ ac /ʃ/",
        "document": "SLT 26/114, 20 Tachwedd",
        "result_ids": (RESULT,),
        "today": TODAY,
    }
    return RecordReferralReport(**usual | given)


def reported(**given: Any) -> ReferralReported:
    usual = ReferralReported(
        reported_on=day(20),
        author="Carys Bowen, therapydd",
        summary="Oedi o ran seiniau /s/ ac /ʃ/",
        document="SLT 26/114, 20 Tachwedd",
        result_ids=(RESULT,),
    )
    return replace(usual, **given)


def close(**given: Any) -> CloseReferral:
    usual: dict[str, Any] = {
        "closed_as": ClosedAs.WITHDRAWN,
        "said_by": SaidBy.PARENT,
        "reason": "Mae'r teulu'n symud",
        "closed_on": day(21),
        "today": TODAY,
    }
    return CloseReferral(**usual | given)


def closed(**given: Any) -> ReferralClosed:
    usual = ReferralClosed(
        closed_as=ClosedAs.WITHDRAWN,
        said_by=SaidBy.PARENT,
        reason="Mae'r teulu'n symud",
        closed_on=day(21),
    )
    return replace(usual, **given)
