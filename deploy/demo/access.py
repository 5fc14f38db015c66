"""Who may see one child's results, who may not, and who looked: shown when the journey is over."""

from collections.abc import Iterator
from datetime import datetime

from rich.console import Console
from rich.rule import Rule
from rich.table import Table

from deploy.demo.arriving import may
from deploy.demo.people import Authority
from deploy.demo.talking import Person, Services
from deploy.demo.travellers import Traveller, staff

LATEST = 8
SERVICE = "assessments"


def show_access(
    console: Console, services: Services, authority: Authority, child: Traveller
) -> None:
    """Each of them asks for the same result; then the privacy officer reads who looked."""
    console.print(Rule(f"Pwy sy'n cael gweld · Who may see: {child.name}"))
    path = f"/assessment-results/{child.id_of('result 0')}"
    table = Table("Pwy · Who", "", "Canlyniad · An assessment result", box=None)
    for who, as_what in _askers(authority, child):
        allowed = may(services, who, SERVICE, path)
        answer = (
            "caniateir · allowed" if allowed else "gwrthodir · refused, as if it were not there"
        )
        table.add_row(who.name, as_what, answer)
    console.print(table)
    _who_looked(console, services, authority, child)


def _askers(authority: Authority, child: Traveller) -> Iterator[tuple[Person, str]]:
    school = child.school
    others = (one.teacher for one in school.classes if one.class_id != child.learner.class_id)
    elsewhere = next(one for one in authority.schools if one.school_id != school.school_id)
    yield child.alnco, "ALNCo of the school"
    yield child.teacher, "teacher of the child's class"
    yield staff(next(others)), "teacher of another class"
    yield staff(school.assistants[0]), "teaching assistant, not in the class"
    yield staff(elsewhere.alnco), "ALNCo of another school"
    yield staff(authority.officer), "ALN officer, without the case"


def _who_looked(
    console: Console, services: Services, authority: Authority, child: Traveller
) -> None:
    path = f"/learners/{child.learner.learner_id}/looks"
    officer = staff(authority.privacy_officer)
    looks = services.get(officer, SERVICE, path, limit=LATEST)["items"]
    names = {str(who.id): who.name for who, _ in _askers(authority, child)}
    names[str(officer.id)] = officer.name
    console.print(f"The latest looks in {SERVICE}, as the privacy officer reads them:")
    table = Table("Pryd · When", "Pwy · Who", "Beth · What", "Rheol · Rule", "Diben · Purpose")
    table.box = None
    for look in looks:
        when = datetime.fromisoformat(look["read_at"]).astimezone()
        who = names.get(look["actor"], look["actor"])
        table.add_row(f"{when:%H:%M:%S}", who, look["action"], look["rule"], look["purpose"])
    console.print(table)
