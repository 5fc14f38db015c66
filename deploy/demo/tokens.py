"""A ready-made token for each role, in a file of its own, with a request to try it on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.demo.people import Authority
from deploy.demo.talking import Person, Services
from deploy.demo.travellers import Traveller, parent, staff, supplier


@dataclass(frozen=True)
class Token:
    """Who holds it, the file it is in, and what to ask with it."""

    who: Person
    file: Path
    url: str

    @property
    def example(self) -> str:
        """A command to paste."""
        return f'curl -s -H "Authorization: Bearer $(cat {self.file})" "{self.url}"'


def write_tokens(
    services: Services, authority: Authority, child: Traveller, folder: Path
) -> list[Token]:
    """One for each role, of people around one child; only we can read the files."""
    folder.mkdir(mode=0o700, exist_ok=True)
    tokens = []
    for who, service, path in _examples(authority, child):
        file = folder / who.role
        file.touch(mode=0o600)
        file.write_text(services.token(who.role, str(who.id)))
        tokens.append(Token(who, file, services.urls[service] + path))
    return tokens


def _examples(authority: Authority, child: Traveller) -> Iterator[tuple[Person, str, str]]:
    learner, school = child.learner.learner_id, child.school.school_id
    yield child.teacher, "learners", f"/learners/{learner}/chronology"
    yield staff(child.school.assistants[0]), "learners", f"/learners/{learner}"
    yield child.alnco, "assessments", f"/assessment-results?learner_id={learner}"
    yield (
        staff(child.school.headteacher),
        "targets",
        f"/small-step-targets?school_id={school}&due_before=2030-01-01",
    )
    yield staff(authority.officer), "learners", f"/learners/{learner}/relationships"
    yield staff(authority.privacy_officer), "learners", f"/learners/{learner}/looks?limit=5"
    yield parent(child.learner.parents[0]), "notifications", "/inbox"
    yield supplier(), "learners", "/roster-imports"
