"""What the steps of a chronology are called, in Welsh and in English."""

from services.learners.api.bilingual import Bilingual
from services.learners.api.response import response_labels
from services.learners.api.ties.relationship_labels import PROFESSIONS
from services.learners.domain.response.provision_tier import NAMES

STEPS = {
    "learner_enrolled": Bilingual("Cofrestrwyd y dysgwr yn yr ysgol", "Enrolled at the school"),
    "learner_moved_school": Bilingual("Symudodd i ysgol arall", "Moved to another school"),
    "learner_moved_year_group": Bilingual(
        "Symudodd i grŵp blwyddyn arall", "Moved to another year group"
    ),
    "learner_left": Bilingual("Gadawodd ysgolion yr awdurdod", "Left the authority's schools"),
    "parent_linked": Bilingual("Cofnodwyd rhiant neu ofalwr", "A parent or carer was recorded"),
    "parent_unlinked": Bilingual(
        "Nid yw person bellach wedi'i gofnodi'n rhiant neu'n ofalwr",
        "A person is no longer recorded as a parent or carer",
    ),
    "concern_raised": Bilingual("Codwyd pryder", "A concern was raised"),
    "provision_tier_changed": Bilingual(
        "Newidiwyd haen y ddarpariaeth", "The tier of provision was changed"
    ),
    "provision_tier_change_corrected": Bilingual(
        "Cywirwyd cofnod o newid haen; yr haen bellach",
        "A recorded change of tier was corrected; the tier is now",
    ),
    "census_needs_recorded": Bilingual(
        "Cofnodwyd darpariaeth ac anghenion ar gyfer y cyfrifiad ysgolion",
        "Provision and needs were recorded for the school census",
    ),
    "professional_engaged": Bilingual(
        "Dechreuodd gweithiwr proffesiynol weithio gyda'r dysgwr",
        "A professional began to work with the learner",
    ),
    "professional_released": Bilingual(
        "Daeth gwaith gweithiwr proffesiynol i ben cyn pryd",
        "A professional's work ended before its time",
    ),
    "caseload_given": Bilingual(
        "Rhoddwyd yr achos i swyddog o'r awdurdod lleol",
        "The case was given to an officer of the local authority",
    ),
    "caseload_ended": Bilingual(
        "Nid yw'r achos gyda'r swyddog mwyach", "The case is no longer with the officer"
    ),
    "young_person_account_opened": Bilingual(
        "Agorwyd cyfrif y person ifanc ei hun", "The young person's own account was opened"
    ),
    "young_person_account_closed": Bilingual(
        "Caewyd cyfrif y person ifanc ei hun", "The young person's own account was closed"
    ),
    "rights_passed": Bilingual(
        "Aeth hawliau'r rhieni i'r person ifanc", "The parents' rights passed to the young person"
    ),
    "capacity_recorded": Bilingual(
        "Cofnodwyd galluedd y person ifanc", "The young person's capacity was recorded"
    ),
    "representative_named": Bilingual(
        "Enwyd cynrychiolydd i'r person ifanc", "A representative of the young person was named"
    ),
    "representative_released": Bilingual(
        "Nid yw'r cynrychiolydd yn cynrychioli'r person ifanc mwyach",
        "The representative no longer represents the young person",
    ),
    "assessment_result_recorded": Bilingual(
        "Cofnodwyd canlyniad asesiad", "An assessment result was recorded"
    ),
    "assessment_result_corrected": Bilingual(
        "Cywirwyd canlyniad asesiad", "An assessment result was corrected"
    ),
    "assessment_missed": Bilingual("Ni safwyd asesiad", "An assessment was not taken"),
    "small_step_target_set": Bilingual("Gosodwyd targed camau bach", "A small step target was set"),
    "small_step_target_shared": Bilingual(
        "Rhannwyd targed camau bach â'r rhieni",
        "A small step target was shared with the parents",
    ),
    "small_step_target_reviewed": Bilingual(
        "Adolygwyd targed camau bach", "A small step target was reviewed"
    ),
    "monitoring_started": Bilingual(
        "Dechreuwyd monitro un agwedd", "Monitoring of one aspect was started"
    ),
    "monitoring_ended": Bilingual("Daeth y monitro i ben", "The monitoring ended"),
    "pupil_progress_form_submitted": Bilingual(
        "Cyflwynwyd ffurflen cynnydd disgybl", "A Pupil Progress form was submitted"
    ),
    "pupil_progress_form_amended": Bilingual(
        "Diwygiwyd ffurflen cynnydd disgybl", "A Pupil Progress form was amended"
    ),
    "referral_proposed": Bilingual(
        "Cynigiwyd sgrinio neu atgyfeirio", "A screening or referral was proposed"
    ),
    "referral_consent_recorded": Bilingual(
        "Cofnodwyd ateb i'r cais am gydsyniad", "The answer to the request for consent was recorded"
    ),
    "referral_sent": Bilingual(
        "Anfonwyd yr atgyfeiriad at y gwasanaeth", "The referral was sent to the service"
    ),
    "referral_received": Bilingual(
        "Daeth yr atgyfeiriad i law'r gwasanaeth", "The service acknowledged the referral"
    ),
    "referral_reported": Bilingual("Daeth yr adroddiad i law", "The report was received"),
    "referral_closed": Bilingual(
        "Daeth yr atgyfeiriad i ben heb adroddiad", "The referral ended without a report"
    ),
    "prompt_answered": Bilingual(
        "Atebwyd awgrym i edrych eto ar y dysgwr", "A suggestion to look again was answered"
    ),
    "notice_raised": Bilingual(
        "Paratowyd hysbysiad i'r rhieni", "A notice to the parents was prepared"
    ),
    "notice_given": Bilingual("Rhoddwyd hysbysiad", "A notice was given"),
}

DETAILS: dict[str, Bilingual] = {
    tier.value: Bilingual(name.welsh, name.english) for tier, name in NAMES.items()
} | {
    "oracy": Bilingual("llafaredd", "oracy"),
    "reading": Bilingual("darllen", "reading"),
    "writing": Bilingual("ysgrifennu", "writing"),
    "phonics": Bilingual("ffoneg", "phonics"),
    "spelling": Bilingual("sillafu", "spelling"),
    "number": Bilingual("rhif", "number"),
    "communication": Bilingual("cyfathrebu", "communication"),
    "personal_and_social": Bilingual("personol a chymdeithasol", "personal and social"),
    "behaviour": Bilingual("ymddygiad", "behaviour"),
    "organisation": Bilingual("trefnu", "organisation"),
    "sensory_or_physical": Bilingual("synhwyraidd neu gorfforol", "sensory or physical"),
    "change_of_circumstance": Bilingual("newid mewn amgylchiadau", "change of circumstance"),
    "achieved": Bilingual("cyflawnwyd", "achieved"),
    "progressing": Bilingual("yn gwneud cynnydd", "progressing"),
    "not_achieved": Bilingual("heb ei gyflawni", "not achieved"),
    "inbox": Bilingual("yn y blwch derbyn", "in the inbox"),
    "email": Bilingual("drwy e-bost", "by e-mail"),
    "small_step_target_shared": Bilingual("rhannwyd targed", "a target was shared"),
    "small_step_target_reviewed": Bilingual("adolygwyd targed", "a target was reviewed"),
    "personalised_reading_english": Bilingual("darllen (Saesneg)", "reading (English)"),
    "personalised_reading_welsh": Bilingual("darllen (Cymraeg)", "reading (Welsh)"),
    "personalised_numeracy_procedural": Bilingual(
        "rhifedd (gweithdrefnol)", "numeracy (procedural)"
    ),
    "personalised_numeracy_reasoning": Bilingual("rhifedd (rhesymu)", "numeracy (reasoning)"),
    "number_stacks": Bilingual("Number Stacks", "Number Stacks"),
    "hertfordshire_reading": Bilingual("darllen Swydd Hertford", "Hertfordshire reading"),
    "sight_words": Bilingual("geiriau golwg", "sight words"),
    "dyslexia_screener": Bilingual("sgrinio dyslecsia", "dyslexia screener"),
    "dynamo_maths": Bilingual("Dynamo Maths", "Dynamo Maths"),
    "routes_for_learning": Bilingual("Llwybrau Dysgu", "Routes for Learning"),
    "read_write_inc_phonics": Bilingual("ffoneg Read Write Inc", "Read Write Inc phonics"),
    "dyslexia_portfolio": Bilingual("portffolio dyslecsia", "dyslexia portfolio"),
}
DETAILS |= {
    "understanding_of_number": Bilingual("deall rhif", "understanding of number"),
    "attention": Bilingual("canolbwyntio", "attention"),
    "settled": Bilingual("wedi setlo", "settled"),
    "continue": Bilingual("parhau i fonitro", "monitoring goes on"),
    "targets": Bilingual("gosod targedau", "targets are to be set"),
    "screening": Bilingual("sgrinio", "screening"),
    "aln_question": Bilingual("gofyn a oes gan y dysgwr ADY", "to ask whether the learner has ALN"),
    "autumn": Bilingual("tymor yr hydref", "autumn term"),
    "spring": Bilingual("tymor y gwanwyn", "spring term"),
    "summer": Bilingual("tymor yr haf", "summer term"),
    "speech_and_language": Bilingual("therapi lleferydd ac iaith", "speech and language therapy"),
    "educational_psychology": Bilingual("seicoleg addysg", "educational psychology"),
    "occupational_therapy": Bilingual("therapi galwedigaethol", "occupational therapy"),
    "paediatrics": Bilingual("pediatreg", "paediatrics"),
    "specialist_teacher": Bilingual("athro neu athrawes arbenigol", "specialist teacher"),
    "dyslexia_screening": Bilingual("sgrinio dyslecsia", "dyslexia screening"),
    "dyscalculia_screening": Bilingual("sgrinio dyscalcwlia", "dyscalculia screening"),
    "consented": Bilingual("cafwyd cydsyniad", "consent was given"),
    "refused": Bilingual("gwrthodwyd cydsyniad", "consent was refused"),
    "declined": Bilingual("gwrthodwyd gan y gwasanaeth", "declined by the service"),
    "withdrawn": Bilingual("wedi'i dynnu'n ôl", "withdrawn"),
    "dismissed": Bilingual("dim angen gweithredu", "nothing need be done"),
    "acted_on": Bilingual("gweithredwyd", "acted on"),
}
DETAILS |= {profession.value: words for profession, words in PROFESSIONS.items()}

# The graduated response
STEPS |= response_labels.STEPS
DETAILS |= {outcome.value: words for outcome, words in response_labels.OUTCOMES.items()}
DETAILS |= {decision.value: words for decision, words in response_labels.DECISIONS.items()}


def label_of(kind: str, detail: str | None) -> Bilingual:
    """The words for a step; a code nobody has words for is left out of them."""
    step = STEPS[kind]
    more = DETAILS.get(detail or "")
    return step if more is None else Bilingual(f"{step.cy}: {more.cy}", f"{step.en}: {more.en}")
