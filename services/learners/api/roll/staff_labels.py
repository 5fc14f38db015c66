"""What training is about and which interventions there are, in Welsh and in English."""

from services.learners.api.bilingual import Bilingual
from services.learners.domain.roll.intervention_lead import Intervention
from services.learners.domain.roll.training import Topic, TrainingState

TOPICS = {
    Topic.AUTISM_IN_THE_CLASSROOM: Bilingual(
        "Awtistiaeth yn y dosbarth", "Autism in the classroom"
    ),
    Topic.EXECUTIVE_FUNCTIONING: Bilingual("Gweithrediad gweithredol", "Executive functioning"),
    Topic.LEGO_THERAPY: Bilingual("Therapi Lego", "Lego therapy"),
    Topic.SENSORY_CIRCUITS: Bilingual("Cylchedau synhwyraidd", "Sensory circuits"),
    Topic.NEURODIVERSITY: Bilingual("Niwroamrywiaeth", "Neurodiversity"),
    Topic.BRITISH_SIGN_LANGUAGE: Bilingual("Iaith Arwyddion Prydain", "British Sign Language"),
    Topic.PHONICS: Bilingual("Ffoneg", "Phonics"),
    Topic.CREATIVITY: Bilingual("Creadigrwydd", "Creativity"),
    Topic.OTHER: Bilingual("Arall", "Other"),
}
INTERVENTIONS = {
    Intervention.READ_WRITE_INC: Bilingual("Read Write Inc", "Read Write Inc"),
    Intervention.LEGO_THERAPY: Bilingual("Therapi Lego", "Lego therapy"),
    Intervention.SENSORY_CIRCUIT: Bilingual("Cylched synhwyraidd", "Sensory circuit"),
    Intervention.SPEECH_AND_LANGUAGE: Bilingual("Lleferydd ac iaith", "Speech and language"),
    Intervention.NUMBER_STACKS: Bilingual("Number Stacks", "Number Stacks"),
    Intervention.PRECISION_TEACHING: Bilingual("Addysgu manwl", "Precision teaching"),
    Intervention.LITERACY_SUPPORT: Bilingual("Cymorth llythrennedd", "Literacy support"),
    Intervention.OTHER: Bilingual("Arall", "Other"),
}
STATES = {
    TrainingState.PLANNED: Bilingual("Wedi'i gynllunio", "Planned"),
    TrainingState.ATTENDED: Bilingual("Wedi'i fynychu", "Attended"),
    TrainingState.CANCELLED: Bilingual("Wedi'i ganslo", "Cancelled"),
}
