"""Our subset of the CTF: which elements stand where, and which of them are kept.

It is labelled as ours: the yearly specifications of England and Wales have far more, and this is
checked against neither. The names are theirs (domain.md §3.3).
"""

from collections.abc import Iterator

from services.learners.api.roll.transfer.xml_stream import Element

LABEL = "Llwybr's own subset of the Common Transfer File"
PUPIL, HEADER = ("CTfile", "CTFpupilData", "Pupil"), ("CTfile", "Header")
WANTED = frozenset({PUPIL, HEADER})
ABOVE = frozenset({"CTfile", "CTFpupilData"})

_WITHIN: dict[str, frozenset[str]] = {
    "Header": frozenset({"SourceSchool", "DestSchool"}),
    "SourceSchool": frozenset({"LEA", "Estab"}),
    "DestSchool": frozenset({"LEA", "Estab"}),
    "Pupil": frozenset(
        {
            *("UPN", "UniqueLearnerNumber", "FormerUPN", "Surname", "Forename", "DOB"),
            *("Gender", "NCyearActual", "SENhistory", "SENneeds"),
        }
    ),
    "SENhistory": frozenset({"SEN"}),
    "SEN": frozenset({"StartDate", "SENprovision"}),
    "SENneeds": frozenset({"SENneed"}),
    "SENneed": frozenset({"SENtypeRank", "SENtype"}),
}
_PASSED_OVER: dict[str, frozenset[str]] = {
    "Header": frozenset(
        {
            *("DocumentName", "CTFversion", "DateTime", "DocumentQualifier", "DataQualifier"),
            *("DataDescriptor", "SupplierID"),
        }
    ),
    "SourceSchool": frozenset({"SchoolName", "AcademicYear"}),
    "DestSchool": frozenset({"SchoolName"}),
    "Pupil": frozenset(
        {
            *("ApplicationReference", "MiddleNames", "PreferredSurname"),
            *("PreferredForename", "FormerSurname", "LookedAfter", "Address", "Contacts"),
            *("Attendance", "StageAssessments", "SchoolHistory", "BasicDetails", "Phones"),
        }
    ),
}
NOT_TOLD = frozenset({"Header", "SourceSchool", "DestSchool"})
"""What is passed over here is about the file, and nobody misses it."""


def unknown(element: Element) -> Iterator[Element]:
    """Whatever in an element, at any depth, our subset has no place for."""
    for child in element.children:
        if child.name in _WITHIN.get(element.name, ()):
            yield from unknown(child)
        elif child.name not in _PASSED_OVER.get(element.name, ()):
            yield child


def passed_over(element: Element) -> Iterator[Element]:
    """What is known in an element, and not kept."""
    for child in element.children:
        if child.name in _PASSED_OVER.get(element.name, ()):
            yield child
