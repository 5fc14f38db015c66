"""A learner as a transfer file: who they are, and status and need; never a plan.

What is written is read back by our own import without a change, which a property test asserts.
"""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from services.learners.api.roll.transfer.pupils import NO_PROVISION, SEXES, Pupil
from services.learners.api.roll.transfer.schema import LABEL

VERSION = "llwybr-1"
_GENDERS = {sex: code for code, sex in SEXES.items()}


def file_name(source: str, destination: str, number: int) -> str:
    """`LLLEEEE_CTF_LLLEEEE_nnn.xml`: who sends, who receives, and the running number."""
    return f"{source}_CTF_{destination}_{number:03d}.xml"


def written(source: str, destination: str, pupils: Iterable[Pupil], now: datetime) -> bytes:
    """The file, from a school's number `LLLEEEE` to another's."""
    root = Element("CTfile")
    header = SubElement(root, "Header")
    _put(header, "DocumentName", LABEL)
    _put(header, "CTFversion", VERSION)
    _put(header, "DateTime", now.isoformat(timespec="seconds"))
    for name, number in (("SourceSchool", source), ("DestSchool", destination)):
        school = SubElement(header, name)
        _put(school, "LEA", number[:3])
        _put(school, "Estab", number[3:])
    data = SubElement(root, "CTFpupilData")
    for pupil in pupils:
        _put_pupil(SubElement(data, "Pupil"), pupil)
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _put_pupil(element: Element, pupil: Pupil) -> None:
    _put(element, "UPN", pupil.upn)
    if pupil.uln is not None:
        _put(element, "UniqueLearnerNumber", pupil.uln)
    _put(element, "Surname", pupil.family_name)
    _put(element, "Forename", pupil.given_name)
    _put(element, "DOB", pupil.born_on.isoformat())
    if pupil.sex is not None:
        _put(element, "Gender", _GENDERS[pupil.sex])
    for number in pupil.former_upns:
        _put(element, "FormerUPN", number)
    if pupil.year_group is not None:
        _put(element, "NCyearActual", pupil.year_group.value)
    if pupil.history:
        _put_history(SubElement(element, "SENhistory"), pupil)
    if pupil.needs:
        _put_needs(SubElement(element, "SENneeds"), pupil)


def _put_history(history: Element, pupil: Pupil) -> None:
    for provision in pupil.history:
        entry = SubElement(history, "SEN")
        _put(entry, "StartDate", provision.since.isoformat())
        _put(entry, "SENprovision", provision.code or NO_PROVISION)


def _put_needs(needs: Element, pupil: Pupil) -> None:
    for rank, need in enumerate(pupil.needs, 1):
        entry = SubElement(needs, "SENneed")
        _put(entry, "SENtypeRank", str(rank))
        _put(entry, "SENtype", need)


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
