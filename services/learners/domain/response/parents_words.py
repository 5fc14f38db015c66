"""What a parent tells the school of their child, in their words."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


class ToldBy(StrEnum):
    """How a parent told it."""

    CONVERSATION = "conversation"
    LETTER = "letter"
    FORM = "form"
    EMAIL = "email"


@message
class Told:
    """What the child needs, is good at and finds hard, in the words that were said.

    `language` is the one it was said in, a BCP 47 tag: `cy`, `pl`, `bfi` for British Sign Language.
    `parent_id` is who told it, where that is known.
    """

    needs: str | None
    strengths: str | None
    challenges: str | None
    language: str
    told_on: date
    told_by: ToldBy
    parent_id: UUID | None


@message
class RecordParentsWords:
    """Put on record what was told; `written_by` is the parent who wrote it here, if one did."""

    words_id: UUID
    learner_id: UUID
    told: Told
    written_by: UUID | None
    today: date


@message
class CorrectParentsWords:
    """What was really told, and why it stood otherwise: what stood before stays on record.

    `corrected_by` is a parent; None stands for the school.
    """

    correction_id: UUID
    told: Told
    reason: str
    corrected_by: UUID | None
    today: date


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class ParentsWordsRecorded:
    words_id: UUID
    learner_id: UUID
    told: Told
    written_by: UUID | None


@message
class ParentsWordsCorrected:
    correction_id: UUID
    told: Told
    reason: str


Command = RecordParentsWords | CorrectParentsWords
Event = ParentsWordsRecorded | ParentsWordsCorrected


@dataclass(frozen=True)
class ParentsWords:
    recorded: ParentsWordsRecorded
    corrections: tuple[ParentsWordsCorrected, ...] = ()

    @property
    def told(self) -> Told:
        """As it stands."""
        return self.corrections[-1].told if self.corrections else self.recorded.told


State = ParentsWords | None  # None until they are recorded


def decide(parents_words: State, command: Command) -> list[Event]:
    match command:
        case RecordParentsWords():
            return _record(parents_words, command)
        case CorrectParentsWords():
            return _correct(parents_words, command)


def _record(parents_words: State, command: RecordParentsWords) -> list[Event]:
    recorded = ParentsWordsRecorded(
        words_id=command.words_id,
        learner_id=command.learner_id,
        told=command.told,
        written_by=command.written_by,
    )
    if parents_words is not None:
        before = parents_words.recorded
        return _on_record_already(before, recorded, "parents_words_already_recorded", "words_id")
    _refuse_untold(recorded.told, command.today)
    return [recorded]


def _on_record_already(known: Event, said: Event, code: str, field: str) -> list[Event]:
    """Said again, it changes nothing; under the same id, nothing else can be said."""
    if known != said:
        raise CommandRefused(code, field)
    return []


def _refuse_untold(told: Told, today: date) -> None:
    if not any(each and each.strip() for each in (told.needs, told.strengths, told.challenges)):
        raise CommandRefused("words_missing", "needs")
    if told.told_on > today:
        raise CommandRefused("told_on_in_future", "told_on")


def _correct(parents_words: State, command: CorrectParentsWords) -> list[Event]:
    if parents_words is None:
        raise CommandRefused("parents_words_not_recorded", "words_id")
    corrected = ParentsWordsCorrected(
        correction_id=command.correction_id, told=command.told, reason=command.reason
    )
    known = {each.correction_id: each for each in parents_words.corrections}
    if corrected.correction_id in known:
        before = known[corrected.correction_id]
        code = "parents_words_already_corrected"
        return _on_record_already(before, corrected, code, "correction_id")
    _refuse_anothers_hand(parents_words, command)
    _refuse_needless(parents_words, command)
    return [corrected]


def _refuse_anothers_hand(parents_words: ParentsWords, command: CorrectParentsWords) -> None:
    """What a parent wrote, that parent alone corrects; what the school wrote down, both may."""
    hand, is_theirs = command.corrected_by, parents_words.recorded.written_by is not None
    if hand is None:
        may = not is_theirs
    else:
        may = hand == parents_words.told.parent_id == command.told.parent_id
    if not may:
        raise CommandRefused("words_of_another", "words_id")


def _refuse_needless(parents_words: ParentsWords, command: CorrectParentsWords) -> None:
    _refuse_untold(command.told, command.today)
    if not command.reason.strip():
        raise CommandRefused("reason_missing", "reason")
    if command.told == parents_words.told:
        raise CommandRefused("words_unchanged")


def evolve(parents_words: State, event: Event) -> State:
    match event:
        case ParentsWordsRecorded():
            return ParentsWords(event)
        case ParentsWordsCorrected():
            assert parents_words is not None
            return replace(parents_words, corrections=(*parents_words.corrections, event))


parents_words: Decider[State, Command, Event] = Decider(None, decide, evolve)
