"""What people of an authority ask for: real commands of the four services, in small stories."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.learners.domain.roll.identity import Named, roster_id
from tests.faults.rosters import ROSTER

LEARNERS, PARENTS = ("l1", "l2", "l3"), ("p1", "p2")
SUPPLIER = UUID("6a4f9f4e-6a1c-5c2e-9d7e-0c5b7f1f6a01")
TIERS = ("universal", "targeted", "alp")


@dataclass(frozen=True)
class Command:
    """A PUT by somebody in a role; sent again, it is the same command.

    `effect` and `thing` are the event that it records, and a text that only this one holds.
    """

    authority: str
    service: str
    role: str
    actor: UUID
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    effect: str | None = None
    thing: str | None = None

    @property
    def name(self) -> str:
        """What the command is known by, here and there."""
        key = self.headers.get("Idempotency-Key", "")
        return f"PUT {self.service} {self.path} {key}".strip()


Story = list[Command]


@dataclass(frozen=True)
class People:
    """The people of one authority's roster, and what they may do next; `chance` decides."""

    authority: str
    chance: random.Random

    def person(self, sourced_id: str) -> UUID:
        """The id of whom the roster calls `l1`."""
        return roster_id(self.authority, Named.USER, sourced_id)

    def arrive(self) -> Iterator[Command]:
        """The roster and its parents, before anything else can happen."""
        yield from self.import_roster()
        for parent in PARENTS:
            yield from self.register(parent, "RecipientRegistered")

    def next_story(self) -> Story:
        """Something that happens in a school."""
        tell = self.chance.choices(_STORIES, _OFTEN)[0]
        return tell(self)

    def import_roster(self) -> Story:
        """The same roster again: nothing changes, and the import is on record."""
        import_id = self.new_id()
        return [
            Command(
                self.authority, "learners", "integration", SUPPLIER,
                f"/roster-imports/{import_id}", ROSTER, {"Content-Type": "application/zip"},
                "RosterImported", str(import_id),
            )
        ]  # fmt: skip

    def register(self, parent: str, effect: str) -> Story:
        """A parent under a new name, at an address that stays."""
        name = f"Wyn-{self.new_id()}"
        body = {
            "given_name": "Nerys",
            "family_name": name,
            "language": self.chance.choice(("cy", "en")),
            "email": f"{parent}.{self.authority}@example.test",
        }
        path, key = f"/recipients/{self.person(parent)}", {"Idempotency-Key": str(self.new_id())}
        who = ("integration", SUPPLIER)
        return [Command(self.authority, "notifications", *who, path, body, key, effect, name)]

    def open_notice(self, parent: str, notice_id: str) -> Command:
        """A parent opens a notice."""
        path, key = f"/inbox/{notice_id}/opened", {"Idempotency-Key": str(self.new_id())}
        actor = self.person(parent)
        return Command(self.authority, "notifications", "parent", actor, path, None, key)

    def raise_concern(self) -> Story:
        """A teacher says what they see."""
        concern_id = self.new_id()
        body = {
            "learner_id": self._learner(),
            "area": "reading",
            "observation": self.words(),
            "noticed_on": _day(-30),
        }
        return [self._teacher("learners", f"/concerns/{concern_id}", body, "ConcernRaised")]

    def change_tier(self) -> Story:
        """The ALNCo decides; refused where the learner has that tier already."""
        change_id, decider = self.new_id(), self.person("a1")
        body = {
            "tier": self.chance.choice(TIERS),
            "reason": self.words(),
            "effective_on": _day(-20),
            "decided_by": str(decider),
        }
        path = f"/learners/{self._learner()}/tier-changes/{change_id}"
        told = ("ProvisionTierChanged", str(change_id))
        return [Command(self.authority, "learners", "alnco", decider, path, body, {}, *told)]

    def record_result(self) -> Story:
        """A result, miscopied, and corrected upon the version that was read."""
        path = f"/assessment-results/{self.new_id()}"
        number = self.chance.randrange(10)
        result = {"shape": "count_of", "number": number, "out_of": 40}
        body = {
            "learner_id": self._learner(),
            "instrument": "phonics",
            "form": "Set 2",
            "taken_on": _day(-30),
            "age_at_test": {"years": 7, "months": 2},
            "result": result,
        }
        right = {"result": result | {"number": number + 1}, "reason": self.words()}
        recorded = self._teacher("assessments", path, body, "AssessmentResultRecorded")
        path += f"/corrections/{self.new_id()}"
        matching = {"If-Match": '"1"'}
        corrected = self._teacher("assessments", path, right, "AssessmentResultCorrected", matching)
        return [recorded, corrected]

    def set_target(self) -> Story:
        """A small step target is set, shown to the parents, and reviewed."""
        path, on_this = f"/small-step-targets/{self.new_id()}", self.chance.choice(REVIEWS)
        parts = ("statement", "baseline", "criterion", "achievable", "relevant")
        body = {
            "learner_id": self._learner(),
            "area": "reading",
            "wording": dict.fromkeys(parts, self.words()),
            "strategies": ["Cardiau"],
            "adult": "Mrs Ŵyn",
            "set_on": _day(-20),
            "starts_on": _day(-20),
            "review_on": _day(20),
        }
        shared = {"shared_on": _day(-10), "shared_by": "meeting"}
        review = REVIEWED | on_this | {"reviewed_on": _day(-5)}
        return [
            self._teacher("targets", path, body, "SmallStepTargetSet"),
            self._teacher(
                "targets", f"{path}/shares/{self.new_id()}", shared, "SmallStepTargetShared"
            ),
            self._teacher(
                "targets", f"{path}/reviews/{self.new_id()}", review, "SmallStepTargetReviewed"
            ),
        ]

    def register_anybody(self) -> Story:
        """One of the parents is registered under another name."""
        return self.register(self.chance.choice(PARENTS), "RecipientNameCorrected")

    def new_id(self) -> UUID:
        """An id that follows from the seed."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def words(self) -> str:
        """Some words, now and then as many as are allowed, that do not press into little space."""
        return self.chance.randbytes(self.chance.choice((20, 20, 20, 900))).hex()

    def _learner(self) -> str:
        return str(self.person(self.chance.choice(LEARNERS)))

    def _teacher(
        self,
        service: str,
        path: str,
        body: dict[str, Any],
        effect: str,
        headers: dict[str, str] | None = None,
    ) -> Command:
        """A class teacher's command; what it records holds the last id of its path."""
        return Command(
            self.authority, service, "class_teacher", self.person("t1"),
            path, body, headers or {}, effect, path.rpartition("/")[2],
        )  # fmt: skip


REVIEWED = {
    "what_is_working": "Y cardiau",
    "what_is_not_working": "Dim",
    "childs_voice": {"words": "Da!", "how_obtained": "conversation"},
}
REVIEWS = (
    {"outcome": "achieved", "next_step": "achieved_end"},
    {"outcome": "progressing", "next_step": "stop"},
)
_STORIES: tuple[Callable[[People], Story], ...] = (
    People.raise_concern,
    People.change_tier,
    People.record_result,
    People.set_target,
    People.register_anybody,
    People.import_roster,
)
_OFTEN = (30, 15, 15, 20, 5, 1)


def _day(days: int) -> str:
    """So many days from now; all are far enough from today for clocks to be wrong by a day."""
    return (datetime.now(UTC).date() + timedelta(days)).isoformat()
