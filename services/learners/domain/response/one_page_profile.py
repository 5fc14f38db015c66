"""A learner's one-page profile: the three headings, whose words they are, and who helped.

The headings are those of section 1C of the IDP form (domain.md §1.6).
"""

from datetime import date
from uuid import UUID

from services.learners.domain.response.childs_voice import ChildsVoice
from shared.modelling.decider import CommandRefused, Decider
from shared.modelling.message import message


@message
class Headings:
    """Written as the child would say it."""

    what_people_admire: str
    what_is_important: str
    how_best_to_support: str


@message
class WriteOnePageProfile:
    """Write the profile, or a new version of it, which replaces the one before."""

    version_id: UUID
    headings: Headings
    childs_voice: ChildsVoice
    helped_by: tuple[str, ...]
    written_on: date
    today: date


# Stored for good under this name: add fields with defaults, rename nothing.
@message
class OnePageProfileWritten:
    version_id: UUID
    headings: Headings
    childs_voice: ChildsVoice
    helped_by: tuple[str, ...]
    written_on: date


Command = WriteOnePageProfile
Event = OnePageProfileWritten
State = tuple[OnePageProfileWritten, ...]  # every version; the last is the one that holds


def decide(versions: State, command: Command) -> list[Event]:
    written = OnePageProfileWritten(
        version_id=command.version_id,
        headings=command.headings,
        childs_voice=command.childs_voice,
        helped_by=command.helped_by,
        written_on=command.written_on,
    )
    known = {each.version_id: each for each in versions}
    if written.version_id in known:
        return _on_record_already(known[written.version_id], written)
    _refuse_blanks(written)
    _refuse_the_day(versions, written.written_on, command.today)
    return [written]


def _on_record_already(known: Event, written: Event) -> list[Event]:
    if known != written:
        raise CommandRefused("profile_version_already_written", "version_id")
    return []


def _refuse_blanks(written: OnePageProfileWritten) -> None:
    headings = written.headings
    said = {
        "headings.what_people_admire": headings.what_people_admire,
        "headings.what_is_important": headings.what_is_important,
        "headings.how_best_to_support": headings.how_best_to_support,
        "childs_voice.words": written.childs_voice.words,
    }
    for field, words in said.items():
        if not words.strip():
            raise CommandRefused("words_missing", field)


def _refuse_the_day(versions: State, written_on: date, today: date) -> None:
    if written_on > today:
        raise CommandRefused("written_on_in_future", "written_on")
    if versions and written_on < versions[-1].written_on:
        raise CommandRefused("written_on_before_last_version", "written_on")


def evolve(versions: State, event: Event) -> State:
    return (*versions, event)


one_page_profile: Decider[State, Command, Event] = Decider((), decide, evolve)
