"""The one policy: who may do what with whose record. Pure; what is not granted is denied."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from shared.access.actions import PURPOSE_OF, Purpose
from shared.access.actor import Actor, Learner
from shared.access.covered import Covered
from shared.access.roles import Kind
from shared.access.rules import CONTACT_DETAILS, RULES, Rule


@dataclass(frozen=True)
class Decision:
    """Whether, by which rule, why and what for; fields in `withheld` are not to be seen even so."""

    rule: str
    reason: str
    withheld: frozenset[str] = frozenset()
    purpose: Purpose | None = None
    allowed: bool = field(kw_only=True)


RESTRICTED = Decision(
    "restricted", "A court order or a safeguarding decision forbids it", allowed=False
)
UNRELATED = Decision("unrelated", "No relationship that holds now allows it", allowed=False)


@dataclass(frozen=True)
class Part:
    """Those who are reached by one rule."""

    rule: Rule
    covered: Covered


@dataclass(frozen=True)
class Reach:
    """All for whom an actor may do one thing, as parts in the order of the rules.

    A list is confined with it, and each row decided by it, so that both can never differ.
    """

    action: str
    parts: tuple[Part, ...]
    barred: frozenset[UUID] = frozenset()
    without_contact_details: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def decide(self, who: UUID, school: UUID | None) -> Decision:
        """May it be done for one who is at this school? Restrictions override every grant."""
        if who in self.barred:
            return RESTRICTED
        for part in self.parts:
            if part.covered.holds(who, school):
                rule = part.rule
                withheld = self._withheld(rule, who)
                purpose = rule.purpose or PURPOSE_OF[self.action]
                return Decision(rule.name, rule.reason, withheld, purpose, allowed=True)
        return UNRELATED

    def needing(self, fields: Collection[str]) -> "Reach":
        """Only those of whom these fields may be seen: a filter upon a field tells it."""
        seen = tuple(part for part in self.parts if not part.rule.withheld.intersection(fields))
        barred = self.barred
        if CONTACT_DETAILS in fields:
            barred |= self.without_contact_details
        return replace(self, parts=seen, barred=barred)

    @cached_property
    def everyone(self) -> bool:
        """Is everyone of the authority reached, restrictions aside?"""
        return any(part.covered.everyone for part in self.parts)

    @cached_property
    def schools(self) -> frozenset[UUID]:
        """The schools of which everyone is reached."""
        return frozenset(school for part in self.parts for school in part.covered.schools)

    @cached_property
    def individuals(self) -> frozenset[UUID]:
        """Those who are reached one by one."""
        return frozenset(learner for part in self.parts for learner in part.covered.learners)

    @cached_property
    def touched_schools(self) -> frozenset[UUID]:
        """The schools where somebody is reached, as far as not everyone of the authority is."""
        places = (place for part in self.parts for place in part.covered.learners.values())
        return self.schools | frozenset(places)

    def _withheld(self, rule: Rule, who: UUID) -> frozenset[str]:
        contact = who in self.without_contact_details
        return rule.withheld | {CONTACT_DETAILS} if contact else rule.withheld


def reach(actor: Actor, action: str) -> Reach:
    """All for whom this actor may do this now; nobody, where the action is not listed."""
    parts = tuple(
        Part(rule, covered)
        for rule in RULES
        if action in PURPOSE_OF and rule.kind is actor.kind and action in rule.actions
        if actor.kind is not Kind.INTEGRATION or action in actor.scopes
        if (covered := rule.covers(actor))
    )
    return Reach(action, parts, actor.barred, actor.without_contact_details)


def decide(actor: Actor, action: str, learner: Learner) -> Decision:
    """May this actor do this for this learner, by which rule, and what is withheld?"""
    return reach(actor, action).decide(learner.id, learner.school)
