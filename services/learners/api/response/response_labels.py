"""What the codes of the graduated response are called, in Welsh and in English."""

from services.learners.api.bilingual import Bilingual
from services.learners.domain.response.childs_voice import HowObtained
from services.learners.domain.response.concern_messages import ConcernOutcome
from services.learners.domain.response.parents_words import ToldBy
from services.learners.domain.response.triage_messages import TriageDecision

_WATCH = Bilingual("cadw llygad", "keep an eye on it")
_MONITOR = Bilingual("monitro", "monitor")
_TARGETS = Bilingual("targedau camau bach", "small step targets")
_SCREENING = Bilingual("sgrinio", "screening")
_ALN_QUESTION = Bilingual("gofyn a oes gan y dysgwr ADY", "ask whether the learner has ALN")

OUTCOMES = {
    ConcernOutcome.WATCH: _WATCH,
    ConcernOutcome.MONITOR: _MONITOR,
    ConcernOutcome.TARGETS: _TARGETS,
    ConcernOutcome.SCREENING: _SCREENING,
    ConcernOutcome.ALN_QUESTION: _ALN_QUESTION,
}
DECISIONS = {
    TriageDecision.STAY_UNIVERSAL: Bilingual(
        "parhau â'r ddarpariaeth gyffredinol", "stay with universal provision"
    ),
    TriageDecision.WATCH: _WATCH,
    TriageDecision.MONITOR: _MONITOR,
    TriageDecision.TARGETS: _TARGETS,
    TriageDecision.SCREENING: _SCREENING,
    TriageDecision.REFERRAL: Bilingual(
        "atgyfeirio at wasanaeth arall", "referral to another service"
    ),
    TriageDecision.ALN_QUESTION: _ALN_QUESTION,
}
WAYS_OF_TELLING = {
    ToldBy.CONVERSATION: Bilingual("sgwrs", "conversation"),
    ToldBy.LETTER: Bilingual("llythyr", "letter"),
    ToldBy.FORM: Bilingual("ffurflen", "form"),
    ToldBy.EMAIL: Bilingual("e-bost", "e-mail"),
}
WAYS_OF_HEARING = {
    HowObtained.CONVERSATION: Bilingual("mewn sgwrs", "in conversation"),
    HowObtained.WRITING: Bilingual("yn ysgrifenedig", "in writing"),
    HowObtained.DRAWING: Bilingual("drwy lun", "by a drawing"),
    HowObtained.SYMBOLS_OR_SIGNS: Bilingual("drwy symbolau neu arwyddion", "by symbols or signs"),
    HowObtained.OBSERVATION: Bilingual("drwy arsylwi", "by observation"),
    HowObtained.TOLD_BY_TRUSTED_ADULT: Bilingual(
        "drwy oedolyn y mae'r plentyn yn ymddiried ynddo", "by an adult the child trusts"
    ),
    HowObtained.CHOSE_NOT_TO_SAY: Bilingual(
        "dewisodd y plentyn beidio â dweud", "the child chose not to say"
    ),
}
HEADINGS = {
    "what_people_admire": Bilingual(
        "Beth mae pobl yn ei hoffi a'i edmygu amdana i", "What people like and admire about me"
    ),
    "what_is_important": Bilingual("Beth sy'n bwysig i mi", "What is important to me"),
    "how_best_to_support": Bilingual("Y ffordd orau o'm cefnogi", "How best to support me"),
}

STEPS = {
    "concern_outcome_decided": Bilingual(
        "Penderfynwyd beth i'w wneud am bryder", "It was decided what to do about a concern"
    ),
    "parent_informed_of_concern": Bilingual(
        "Rhoddwyd gwybod i riant am bryder", "A parent was told of a concern"
    ),
    "parents_words_recorded": Bilingual(
        "Cofnodwyd yr hyn a ddywedodd rhiant", "What a parent said was recorded"
    ),
    "parents_words_corrected": Bilingual(
        "Cywirwyd y cofnod o eiriau rhiant", "The record of a parent's words was corrected"
    ),
    "discussed_at_triage": Bilingual(
        "Trafodwyd mewn cyfarfod brysbennu", "Discussed at a triage meeting"
    ),
    "triage_discussion_corrected": Bilingual(
        "Cywirwyd y cofnod o drafodaeth brysbennu",
        "The record of a triage discussion was corrected",
    ),
    "next_step_moved": Bilingual(
        "Newidiwyd dyddiad neu berson cyfrifol y cam nesaf",
        "The next step was given another day or another owner",
    ),
    "next_step_completed": Bilingual("Cwblhawyd y cam nesaf", "The next step was completed"),
    "one_page_profile_written": Bilingual(
        "Ysgrifennwyd proffil un dudalen", "A one-page profile was written"
    ),
}
"""What the steps of the response are called in a chronology."""
