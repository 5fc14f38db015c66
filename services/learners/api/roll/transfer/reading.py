"""From the bytes of a transfer file to its pupils, or to all that is wrong with it."""

import re
from dataclasses import dataclass, field
from datetime import date

from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.transfer import schema
from services.learners.api.roll.transfer.pupils import Pupil, pupil_of
from services.learners.api.roll.transfer.values import report
from services.learners.api.roll.transfer.xml_stream import Element, Refused, elements
from services.learners.domain.roll import upn
from services.learners.domain.roll.transfer_file import TransferWarning

MAX_PUPILS = 2_500  # the largest school of Wales has fewer

_SENDER = re.compile(r"[0-9]{3}([0-9]{4}|LLLL)")
_SCHOOL = re.compile(r"[0-9]{7}")


@dataclass
class TransferFile:
    """A sound file: who sent it, for which school (`LLLEEEE` each), and about whom."""

    source: str = ""
    destination: str = ""
    destination_line: int = 0
    pupils: list[Pupil] = field(default_factory=list)
    warnings: list[TransferWarning] = field(default_factory=list)


def read_transfer_file(body: bytes, today: date) -> TransferFile | Faults:
    """The file in `body`, read on a day; `Faults` if anything is wrong."""
    faults, reading = Faults(), _Reading(today)
    try:
        for how, element in elements(body, schema.WANTED):
            reading.take(how, element, faults)
    except Refused as refused:
        faults.put_first(refused.fault)
        return faults
    reading.finish(faults)
    return faults if faults.total else reading.file


class _Reading:
    """The file as far as it has been read."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.file = TransferFile()
        self._lines: dict[str, int] = {}  # of each UPN
        self._headers = self._pupils = 0
        self._told: set[str] = set()

    def take(self, how: str, element: Element, faults: Faults) -> None:
        """One more element."""
        if how == "passed":
            if element.name not in schema.ABOVE:
                _unknown(element, faults)
            return
        for child in schema.unknown(element):
            _unknown(child, faults)
        self._warn_of_what_is_passed_over(element)
        if element.name == "Header":
            self._header(element, faults)
        else:
            self._pupil(element, faults)

    def finish(self, faults: Faults) -> None:
        """Report what a whole file must have."""
        if not self._headers:
            _whole(faults, "header_missing", "CTfile has one Header.")
        if not self._pupils:
            _whole(faults, "pupils_missing", "CTFpupilData has at least one Pupil.")

    def _warn_of_what_is_passed_over(self, element: Element) -> None:
        if element.name in schema.NOT_TOLD:
            return
        for child in schema.passed_over(element):
            if child.name not in self._told:
                self._told.add(child.name)
                self._warn(child.line, child.name, "element_not_kept")

    def _header(self, element: Element, faults: Faults) -> None:
        self._headers += 1
        if self._headers > 1:
            report(faults, element, "Header", "element_repeated", "It stands here once.")
            return
        self.file.source = _number(element, "SourceSchool", _SENDER, faults)
        self.file.destination = _number(element, "DestSchool", _SCHOOL, faults)
        self.file.destination_line = (element.first("DestSchool") or element).line

    def _pupil(self, element: Element, faults: Faults) -> None:
        self._pupils += 1
        if self._pupils > MAX_PUPILS:
            reason = f"At most {MAX_PUPILS:,} pupils are read."
            raise Refused(Fault("", element.line, "Pupil", "too_many_pupils", reason))
        pupil = pupil_of(element, self._today, faults)
        if pupil is None:
            return
        for number in (pupil.upn, *pupil.former_upns):
            first = self._lines.setdefault(number, pupil.line)
            if first != pupil.line:
                reason = f"The pupil on line {first} has this UPN."
                report(faults, element, "UPN", "upn_duplicate", reason)
        self._warn_of_the_number(pupil)
        self.file.pupils.append(pupil)

    def _warn_of_the_number(self, pupil: Pupil) -> None:
        if upn.is_temporary(pupil.upn):
            self._warn(pupil.line, "UPN", "upn_temporary")
        if not upn.is_welsh(pupil.upn):
            self._warn(pupil.line, "UPN", "upn_not_welsh")

    def _warn(self, line: int, field: str, code: str) -> None:
        self.file.warnings.append(TransferWarning(line=line, field=field, code=code))


def _number(header: Element, name: str, form: re.Pattern[str], faults: Faults) -> str:
    school = header.first(name)
    parts = [school.first(part) for part in ("LEA", "Estab")] if school else []
    number = "".join(part.text for part in parts if part is not None)
    if not form.fullmatch(number):
        reason = "LEA has three digits, and Estab four (LLLL for an authority that sends)."
        report(faults, school or header, name, "school_number_malformed", reason)
    return number


def _unknown(element: Element, faults: Faults) -> None:
    reason = f"{schema.LABEL} has no such element here."
    report(faults, element, element.name, "element_unknown", reason)


def _whole(faults: Faults, code: str, reason: str) -> None:
    faults.add(Fault("", None, None, code, reason))
