"""What is measured and written of learners: class lists, monitoring, forms and referrals."""

from dataclasses import dataclass
from datetime import date, timedelta

from deploy.demo.talking import Services
from deploy.year.assessments import Sitting
from deploy.year.days import Term, after, term_of
from deploy.year.people import alnco, id_of, teacher_of
from deploy.year.plot import Worry, Year
from deploy.year.responding import concern_id
from deploy.year.school import SCHOOL_YEAR

ASPECTS = {"number": "understanding_of_number"}
FOR_WEEKS = (7, 14, 21)
BARRIERS = {"phonics": "reading", "spelling": "writing", "number": "mathematics"}
FORGOTTEN = 70  # of so many forms, one is not written


@dataclass(frozen=True)
class Watching:
    """The steps in the service of assessments, each told by whoever takes it in life."""

    services: Services

    def enter_class_list(self, sitting: tuple[Sitting, list[Year]]) -> None:
        """The class teacher enters the results of the class at once."""
        of, there = sitting
        teacher = teacher_of(there[0].learner)
        self.services.put(teacher, "assessments", f"/result-sheets/{of.id}", of.sheet(there))

    def write_form(self, written: tuple[Term, Year]) -> None:
        """The class teacher writes of a learner at the end of a term."""
        term, year = written
        learner, worry = year.learner, _worry_in(term, year)
        note = "Mae angen cymorth ychwanegol arno i ddal i fyny."
        barriers = [{"area": BARRIERS.get(worry.area, "reading"), "note": note}] if worry else []
        body = {
            "learner_id": str(learner.learner_id),
            "class_id": str(learner.class_id),
            "school_year": SCHOOL_YEAR,
            "term": term.name,
            "barriers": barriers,
            "narrative": "Wedi dod ymlaen y tymor hwn, o le y dechreuodd.",
            "below_age_expected": worry is not None,
        }
        path = f"/pupil-progress-forms/{form_id(term, year)}"
        self.services.put(teacher_of(learner), "assessments", path, body)

    def monitor(self, year: Year) -> None:
        """One aspect is watched for some weeks, measured, and something comes of it."""
        worry, learner, teacher = year.worry, year.learner, teacher_of(year.learner)
        assert worry is not None
        assert worry.decided_on is not None
        path = f"/monitorings/{id_of(learner.learner_id, 'monitoring')}"
        measure = id_of(learner.learner_id, "measure")
        last_on = min(worry.decided_on + timedelta(days=21), term_of(worry.decided_on).ends_on)
        body = {
            "learner_id": str(learner.learner_id),
            "aspect": ASPECTS.get(worry.area, worry.area),
            "measures": [
                {"measure_id": measure, "what": "Cam", "how": "Bob wythnos", "baseline": "2 o 10"}
            ],
            "concern_id": concern_id(learner.learner_id),
            "starts_on": worry.decided_on.isoformat(),
            "ends_on": last_on.isoformat(),
        }
        self.services.put(teacher, "assessments", path, body)
        for number, days in enumerate(FOR_WEEKS):
            on = worry.decided_on + timedelta(days=days)
            if on <= last_on:
                of = f"{path}/measurements/{id_of(learner.learner_id, f'measured {number}')}"
                said = {"measure_id": measure, "value": f"{3 + number} o 10"}
                self.services.put(teacher, "assessments", of, said | {"measured_on": str(on)})
        ended = {"outcome": "settled", "reason": "Wedi setlo.", "ended_on": str(last_on)}
        self.services.put(teacher, "assessments", f"{path}/outcome", ended)

    def refer(self, year: Year) -> None:
        """A dyslexia screening at the secondary school: consent, sent, received, and reported."""
        worry, learner = year.worry, year.learner
        assert worry is not None
        assert worry.decided_on is not None
        path = f"/referrals/{id_of(learner.learner_id, 'referral')}"

        def tell(of: str, body: dict[str, object]) -> None:
            self.services.put(alnco(), "assessments", f"{path}{of}", body)

        tell("", _proposal(str(learner.learner_id), worry.decided_on))
        tell("/consent", _consent(str(learner.parents[0].parent_id), worry.decided_on))
        tell("/sending", {"sent_on": after(worry.decided_on, 7)})
        tell("/receipt", {"received_on": after(worry.decided_on, 10), "reference": "2026/14"})
        report = {"author": "Ysgol Uwchradd", "summary": "Dim arwydd cryf.", "document": "PDF 1"}
        tell("/report", report | {"reported_on": after(worry.decided_on, 40), "result_ids": []})


def is_written(number: int) -> bool:
    """Is the form of the so-manieth learner of a term written? A few are forgotten."""
    return bool(number % FORGOTTEN)


def form_id(term: Term, year: Year) -> str:
    """The id of a learner's form of a term."""
    return id_of(year.learner.learner_id, f"form {term.name}")


def _worry_in(term: Term, year: Year) -> Worry | None:
    worry = year.worry
    return worry if worry is not None and worry.noticed_on <= term.ends_on else None


def _proposal(learner_id: str, on: date) -> dict[str, object]:
    return {
        "learner_id": learner_id,
        "kind": "referral",
        "service": "dyslexia_screening",
        "reason": "Anawsterau sillafu a darllen er gwaethaf cymorth.",
        "proposed_on": on.isoformat(),
    }


def _consent(parent_id: str, on: date) -> dict[str, object]:
    return {
        "given": True,
        "said_by": "parent",
        "person_id": parent_id,
        "told_by": "signed_form",
        "words": "Rydym yn cytuno.",
        "consented_on": after(on, 3),
    }
