"""What the codes of relationships are called, in Welsh and in English."""

from services.learners.api.bilingual import Bilingual
from services.learners.domain.ties.emergency_access import EmergencyReason
from services.learners.domain.ties.professional_engagement import Basis, Profession
from services.learners.domain.ties.restriction import RestrictionKind, Scope
from services.learners.domain.ties.young_person_messages import Standing

PROFESSIONS = {
    Profession.EDUCATIONAL_PSYCHOLOGIST: Bilingual(
        "seicolegydd addysg", "educational psychologist"
    ),
    Profession.SPEECH_AND_LANGUAGE_THERAPIST: Bilingual(
        "therapydd lleferydd ac iaith", "speech and language therapist"
    ),
    Profession.OCCUPATIONAL_THERAPIST: Bilingual(
        "therapydd galwedigaethol", "occupational therapist"
    ),
    Profession.PHYSIOTHERAPIST: Bilingual("ffisiotherapydd", "physiotherapist"),
    Profession.SENSORY_TEACHER: Bilingual(
        "athro neu athrawes nam ar y synhwyrau", "teacher of sensory impairment"
    ),
    Profession.SPECIALIST_TEACHER: Bilingual("athro neu athrawes arbenigol", "specialist teacher"),
    Profession.HEALTH_VISITOR: Bilingual("ymwelydd iechyd", "health visitor"),
    Profession.SCHOOL_NURSE: Bilingual("nyrs ysgol", "school nurse"),
    Profession.PAEDIATRICIAN: Bilingual("pediatregydd", "paediatrician"),
    Profession.SOCIAL_WORKER: Bilingual("gweithiwr cymdeithasol", "social worker"),
    Profession.OTHER: Bilingual("gweithiwr proffesiynol arall", "another professional"),
}
BASES = {
    Basis.NHS_REFERRAL: Bilingual("atgyfeiriad i'r GIG", "referral to the NHS"),
    Basis.AUTHORITY_REQUEST: Bilingual("cais yr awdurdod lleol", "request of the local authority"),
    Basis.SCHOOL_COMMISSION: Bilingual("comisiwn yr ysgol", "commissioned by the school"),
    Basis.FAMILY_CONSENT: Bilingual("cydsyniad y teulu", "consent of the family"),
    Basis.SAFEGUARDING: Bilingual("diogelu", "safeguarding"),
}
KINDS = {
    RestrictionKind.COURT_ORDER: Bilingual("gorchymyn llys", "court order"),
    RestrictionKind.SAFEGUARDING: Bilingual("diogelu", "safeguarding"),
}
SCOPES = {
    Scope.RECORD: Bilingual("y cofnod cyfan", "the whole record"),
    Scope.CONTACT_DETAILS: Bilingual("manylion cyswllt", "contact details"),
}
STANDINGS = {
    Standing.DEPUTY: Bilingual("dirprwy", "deputy"),
    Standing.ATTORNEY: Bilingual("atwrnai", "attorney"),
    Standing.PARENT: Bilingual("rhiant", "parent"),
}
REASONS = {
    EmergencyReason.RISK_OF_HARM: Bilingual("risg o niwed", "risk of harm"),
    EmergencyReason.MEDICAL_EMERGENCY: Bilingual("argyfwng meddygol", "medical emergency"),
    EmergencyReason.MISSING_LEARNER: Bilingual("dysgwr ar goll", "missing learner"),
    EmergencyReason.STAFF_ABSENT: Bilingual("staff yn absennol", "staff absent"),
    EmergencyReason.OTHER: Bilingual("rheswm arall", "another reason"),
}
