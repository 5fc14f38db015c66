"""What the school does about a worry: from the concern to the targets and what came of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from deploy.demo.people import Learner
from deploy.demo.talking import Services
from deploy.year.days import after
from deploy.year.people import alnco, id_of, teacher_of
from deploy.year.plot import TierMove, Worry, Year
from deploy.year.school import school

STEP_OF = {
    "watch": "Arsylwi yn y dosbarth bob wythnos",
    "monitor": "Monitro am hanner tymor",
    "targets": "Ysgrifennu targedau camau bach gyda'r teulu",
    "screening": "Trefnu sgrinio a gofyn am gydsyniad",
    "aln_question": "Casglu tystiolaeth ar gyfer y cwestiwn ADY",
}
TIER_NAMES = {"targeted": "targeted", "alp": "specific"}
WORDING = {
    "statement": "Cyflawni'r cam bach a gytunwyd gyda'r teulu.",
    "baseline": "Yn llwyddo ddwywaith mewn deg.",
    "criterion": "Yn llwyddo wyth gwaith mewn deg ar ddau ddiwrnod.",
    "achievable": "Mae'r cam nesaf yn fach ac yn glir.",
    "relevant": "Mae ei angen bob dydd yn y dosbarth.",
}
REVIEW = {
    "outcome": "achieved",
    "next_step": "new_target",
    "what_is_working": "Pum munud bob bore gyda'r un oedolyn.",
    "what_is_not_working": "Dim o bwys.",
    "childs_voice": {"words": "Dw i'n gallu ei wneud e nawr!", "how_obtained": "conversation"},
    "parents_voice": "Mae'r ymarfer gartref yn gweithio.",
    "extended_to": None,
}


@dataclass(frozen=True)
class Responding:
    """The steps of the graduated response, each told by whoever takes it in life."""

    services: Services

    def hold_meeting(self, held_on: date) -> None:
        """The staff meet for triage."""
        everybody = [str(member.staff_member_id) for member in school().staff]
        body = {"school_id": str(school().school_id), "held_on": held_on.isoformat()}
        path = f"/triage-meetings/{_meeting(held_on)}"
        self.services.put(alnco(), "learners", path, body | {"attendee_ids": everybody})

    def worry(self, year: Year) -> None:
        """A concern is raised; if the meeting came to it, what was decided, and what was done."""
        assert year.worry is not None, "asked of those about whom somebody worries"
        self._raise_concern(year.learner, year.worry)
        if year.worry.decided_on is not None and year.worry.outcome is not None:
            self._discuss(year.learner, year.worry, year.worry.decided_on, year.worry.outcome)

    def change_tiers(self, year: Year) -> None:
        """Each change with its reason; one that was put down under a wrong day is corrected."""
        for number, move in enumerate(year.tiers):
            self._change_tier(year.learner, number, move)

    def set_targets(self, year: Year) -> None:
        """A small step target after the first change of tier: shared, and reviewed."""
        set_on = year.tiers[0].since
        learner, path = year.learner, f"/small-step-targets/{id_of(year.learner.learner_id, 'sst')}"
        body = {
            "learner_id": str(learner.learner_id),
            "area": year.worry.area if year.worry else "reading",
            "wording": WORDING,
            "strategies": ["Pum munud bob bore"],
            "adult": "Cynorthwyydd dysgu",
            "set_on": set_on.isoformat(),
            "starts_on": after(set_on, 1),
            "review_on": after(set_on, 42),
        }
        teacher = teacher_of(learner)
        self.services.put(teacher, "targets", path, body)
        shared = {"shared_on": after(set_on, 1), "shared_by": "meeting", "childs_view": "Iawn."}
        shares = f"{path}/shares/{id_of(learner.learner_id, 'share')}"
        self.services.put(teacher, "targets", shares, shared)
        reviews = f"{path}/reviews/{id_of(learner.learner_id, 'review')}"
        reviewed = REVIEW | {"reviewed_on": after(set_on, 42)}
        self.services.put(teacher, "targets", reviews, reviewed)

    def write_profile(self, year: Year) -> None:
        """A one-page profile, and what the parents told the school."""
        learner, teacher = year.learner, teacher_of(year.learner)
        written_on = year.tiers[0].since.isoformat()
        path = f"/learners/{learner.learner_id}"
        profile = {
            "headings": {
                "what_people_admire": "Caredig, ac yn gwneud i bawb chwerthin.",
                "what_is_important": "Pêl-droed, a Mam-gu.",
                "how_best_to_support": "Dweud wrtho i un peth ar y tro.",
            },
            "childs_voice": REVIEW["childs_voice"],
            "helped_by": ["Mam"],
            "written_on": written_on,
        }
        of = f"{path}/one-page-profile/{id_of(learner.learner_id, 'profile')}"
        self.services.put(teacher, "learners", of, profile)
        told: dict[str, Any] = {
            "strengths": "Mae hi wrth ei bodd gyda straeon.",
            "challenges": "Mae'r gwaith cartref yn anodd.",
            "language": learner.parents[0].language,
            "told_on": written_on,
            "told_by": "conversation",
            "parent_id": str(learner.parents[0].parent_id),
        }
        words = f"{path}/parents-words/{id_of(learner.learner_id, 'words')}"
        self.services.put(teacher, "learners", words, told)

    def _raise_concern(self, learner: Learner, worry: Worry) -> None:
        noticed_on = worry.noticed_on.isoformat()
        body = {
            "learner_id": str(learner.learner_id),
            "area": worry.area,
            "observation": "Yn cael y gwaith yn anoddach na'i gyfoedion ers rhai wythnosau.",
            "noticed_on": noticed_on,
            "parent_informed": {"informed_on": noticed_on, "informed_by": "in_person"},
        }
        self.services.put(teacher_of(learner), "learners", _concern(learner), body)

    def _discuss(self, learner: Learner, worry: Worry, decided_on: date, outcome: str) -> None:
        assert worry.next_step is not None, "every decision of the plot has a step"
        who = str(teacher_of(learner).id)
        due_on = worry.next_step.due_on.isoformat()
        step = {"step": STEP_OF[outcome], "owner_id": who, "due_on": due_on}
        of = f"/triage-meetings/{_meeting(decided_on)}/discussions/{learner.learner_id}"
        said = {"decision": outcome, "reason": "Trafodwyd yn y cyfarfod.", "next_step": step}
        self.services.put(alnco(), "learners", of, said)
        decided = {
            "outcome": outcome,
            "reason": "Penderfynwyd yn y cyfarfod brysbennu.",
            "decided_on": decided_on.isoformat(),
            "decided_by": str(alnco().id),
        }
        outcomes = f"{_concern(learner)}/outcomes/{id_of(learner.learner_id, 'outcome')}"
        self.services.put(alnco(), "learners", outcomes, decided)
        if worry.next_step.done_on is not None:
            done = {"completed_on": worry.next_step.done_on.isoformat()}
            self.services.put(teacher_of(learner), "learners", f"{of}/next-step-done", done)

    def _change_tier(self, learner: Learner, number: int, move: TierMove) -> None:
        change = id_of(learner.learner_id, f"tier {number}")
        path = f"/learners/{learner.learner_id}/tier-changes/{change}"
        first_said = move.first_said or move.since
        body = {
            "tier": move.tier,
            "own_tier": TIER_NAMES[move.tier],
            "reason": "Nid yw'r ddarpariaeth gyffredinol yn ddigon ar hyn o bryd.",
            "effective_on": first_said.isoformat(),
            "decided_by": str(alnco().id),
        }
        self.services.put(alnco(), "learners", path, body)
        if move.first_said is not None:
            right = {
                "effective_on": move.since.isoformat(),
                "because": "Ysgrifennwyd dyddiad y cyfarfod o'i flaen.",
                "corrected_by": str(alnco().id),
            }
            correction = id_of(learner.learner_id, f"correction {number}")
            self.services.put(alnco(), "learners", f"{path}/corrections/{correction}", right)


def _meeting(held_on: date) -> str:
    return id_of(school().school_id, f"triage {held_on}")


def _concern(learner: Learner) -> str:
    return f"/concerns/{concern_id(learner.learner_id)}"


def concern_id(learner_id: UUID) -> str:
    """The id of the concern about a learner."""
    return id_of(learner_id, "concern")
