"""What languages, registrations and destinations are called, in Welsh and in English."""

from services.learners.api.bilingual import Bilingual
from services.learners.domain.roll.identity_messages import EnrolmentStatus, Language
from services.learners.domain.roll.roll_messages import Destination

LANGUAGES = {
    Language.WELSH: Bilingual("Cymraeg", "Welsh"),
    Language.ENGLISH: Bilingual("Saesneg", "English"),
    Language.BOTH: Bilingual("Cymraeg a Saesneg", "Welsh and English"),
}
REGISTRATIONS = {
    EnrolmentStatus.CURRENT: Bilingual("Unig gofrestriad", "Only registration"),
    EnrolmentStatus.MAIN: Bilingual("Prif gofrestriad", "Main registration"),
    EnrolmentStatus.SUBSIDIARY: Bilingual("Cofrestriad atodol", "Subsidiary registration"),
    EnrolmentStatus.GUEST: Bilingual("Disgybl gwadd", "Guest pupil"),
}
DESTINATIONS = {
    Destination.SCHOOL_IN_WALES: Bilingual("Ysgol arall yng Nghymru", "Another school in Wales"),
    Destination.SCHOOL_ELSEWHERE_IN_UK: Bilingual(
        "Ysgol yn rhywle arall yn y Deyrnas Unedig", "A school elsewhere in the United Kingdom"
    ),
    Destination.INDEPENDENT_SCHOOL: Bilingual("Ysgol annibynnol", "An independent school"),
    Destination.HOME_EDUCATION: Bilingual("Addysg yn y cartref", "Education at home"),
    Destination.FURTHER_EDUCATION: Bilingual("Addysg bellach", "Further education"),
    Destination.WORK_OR_TRAINING: Bilingual("Gwaith neu hyfforddiant", "Work or training"),
    Destination.ABROAD: Bilingual("Dramor", "Abroad"),
    Destination.DIED: Bilingual("Bu farw", "Died"),
    Destination.UNKNOWN: Bilingual("Anhysbys", "Not known"),
}
