"""Who there is: the learners of two authorities, and everybody who asks about them."""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from services.learners.domain.roll.identity import Named, roster_id

HOME, ABROAD = "home", "abroad"
ROSTER_SCOPES = "import_roster read_roster_imports import_ctf read_ctf_imports"
RECIPIENT_SCOPES = "register_recipient read_recipients"


@dataclass(frozen=True)
class Pupil:
    """A learner of the roster; `born_on` is corrected for those whose rights are to pass."""

    name: str
    of: str
    school: str
    class_: str
    parents: tuple[str, ...]
    grown_up: bool = False


@dataclass(frozen=True)
class Employee:
    """A member of staff of the roster, with a post somewhere and the classes taught.

    `until_second` names what the second roster leaves out: `post` or `class`.
    """

    name: str
    of: str
    role: str
    org: str
    classes: tuple[str, ...] = ()
    until_second: str = ""


@dataclass(frozen=True)
class Asker:
    """Somebody with a token: as which person, in which role, of which authority."""

    name: str
    role: str
    of: str = HOME
    person: str = ""
    scope: str | None = None


PUPILS = (
    Pupil("own", HOME, "s1", "c1", ("parent", "ex_parent", "parent_teacher", "nan")),
    Pupil("parallel", HOME, "s1", "c2", ("other_parent",)),
    Pupil("elsewhere", HOME, "s2", "c3", ("parent",)),
    Pupil("passed", HOME, "s1", "c1", ("passed_parent",), grown_up=True),
    Pupil("lacking", HOME, "s1", "c1", ("lacking_parent",), grown_up=True),
    Pupil("regained", HOME, "s1", "c2", ("regained_parent",), grown_up=True),
    Pupil("barred", HOME, "s1", "c1", ("barred_parent", "safe_parent")),
    Pupil("contact", HOME, "s1", "c2", ("contact_parent",)),
    Pupil("abroad", ABROAD, "s1", "c1", ("abroad_parent",)),
    Pupil("far", ABROAD, "s2", "c3", ("far_parent",)),
)

STAFF = (
    Employee("head", HOME, "principal", "s1"),
    Employee("alnco", HOME, "ext:alnco", "s1"),
    Employee("teacher", HOME, "teacher", "s1", ("c1",)),
    Employee("assistant", HOME, "aide", "s1", ("c1",)),
    Employee("floater", HOME, "teacher", "s1"),
    Employee("head_elsewhere", HOME, "principal", "s2"),
    Employee("officer", HOME, "districtAdministrator", "la"),
    Employee("case_officer", HOME, "districtAdministrator", "la"),
    Employee("barred_officer", HOME, "districtAdministrator", "la"),
    Employee("privacy", HOME, "ext:privacyOfficer", "la"),
    Employee("rescuer", HOME, "aide", "s2"),
    Employee("late_rescuer", HOME, "aide", "s2"),
    Employee("ex_alnco", HOME, "ext:alnco", "s1", until_second="post"),
    Employee("ex_teacher", HOME, "teacher", "s1", ("c1",), until_second="class"),
    Employee("barred_teacher", HOME, "teacher", "s1", ("c1",)),
    Employee("parent_teacher", HOME, "teacher", "s1", ("c2",)),
    Employee("abroad_head", ABROAD, "principal", "s1"),
    Employee("abroad_teacher", ABROAD, "teacher", "s1", ("c1",)),
    Employee("far_head", ABROAD, "principal", "s2"),
    Employee("abroad_officer", ABROAD, "districtAdministrator", "la"),
)

ASKERS = (
    Asker("head", "headteacher"),
    Asker("alnco", "alnco"),
    Asker("teacher", "class_teacher"),
    Asker("assistant", "teaching_assistant"),
    Asker("floater", "class_teacher"),
    Asker("head_elsewhere", "headteacher"),
    Asker("officer", "la_officer"),
    Asker("case_officer", "la_officer"),
    Asker("barred_officer", "la_officer"),
    Asker("privacy", "privacy_officer"),
    Asker("engaged", "professional"),
    Asker("expired", "professional"),
    Asker("released", "professional"),
    Asker("rescuer", "teaching_assistant"),
    Asker("late_rescuer", "teaching_assistant"),
    Asker("ex_alnco", "alnco"),
    Asker("ex_teacher", "class_teacher"),
    Asker("barred_teacher", "class_teacher"),
    Asker("parent_teacher at work", "class_teacher", person="parent_teacher"),
    Asker("parent_teacher at home", "parent", person="parent_teacher"),
    Asker("parent", "parent"),
    Asker("other_parent", "parent"),
    Asker("ex_parent", "parent"),
    Asker("nan", "parent"),
    Asker("barred_parent", "parent"),
    Asker("safe_parent", "parent"),
    Asker("contact_parent", "parent"),
    Asker("passed_parent", "parent"),
    Asker("young_person", "young_person"),
    Asker("ex_young_person", "young_person"),
    Asker("lacking_parent", "parent"),
    Asker("representative", "parent"),
    Asker("ex_representative", "parent"),
    Asker("parent with a staff token", "headteacher", person="parent"),
    Asker("head with a family token", "parent", person="head"),
    Asker("stranger at school", "headteacher", person="stranger"),
    Asker("stranger at home", "parent", person="stranger"),
    Asker("roster system", "integration", scope=ROSTER_SCOPES),
    Asker("recipients system", "integration", scope=RECIPIENT_SCOPES),
    Asker("watching system", "integration", scope="read_roster_imports"),
    Asker("greedy system", "integration", scope="read_learners read_record read_inbox"),
    Asker("system", "integration"),
    Asker("head with a token of abroad", "headteacher", of=ABROAD, person="head"),
    Asker("abroad_head", "headteacher", of=ABROAD),
    Asker("abroad_teacher", "class_teacher", of=ABROAD),
    Asker("abroad_officer", "la_officer", of=ABROAD),
    Asker("abroad_parent", "parent", of=ABROAD),
    Asker("abroad roster system", "integration", of=ABROAD, scope=ROSTER_SCOPES),
)

_ROSTERED = {one.name: one.of for one in STAFF} | {
    parent: pupil.of for pupil in PUPILS for parent in pupil.parents
}


@dataclass(frozen=True)
class Cast:
    """The same people, with the codes of the two authorities of one run."""

    home: str
    abroad: str

    def code(self, of: str) -> str:
        """The code of an authority."""
        return {HOME: self.home, ABROAD: self.abroad}[of]

    def person(self, name: str) -> UUID:
        """Whom a token names: as the roster has it, or somebody no roster names."""
        if name in _ROSTERED:
            return roster_id(self.code(_ROSTERED[name]), Named.USER, name)
        return uuid5(NAMESPACE_OID, f"{self.home} {name}")

    def learner(self, name: str) -> UUID:
        """A learner; of a name that no roster has, an id that nobody has."""
        of = next((pupil.of for pupil in PUPILS if pupil.name == name), HOME)
        return roster_id(self.code(of), Named.USER, f"pupil_{name}")

    def school(self, of: str, name: str) -> UUID:
        return roster_id(self.code(of), Named.ORG, name)

    def class_(self, of: str, name: str) -> UUID:
        return roster_id(self.code(of), Named.CLASS, name)
