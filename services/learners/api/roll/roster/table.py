"""One CSV file: bytes to rows that know their file and line.

A cell is data and nothing else: `=1+1` or `@name` stays the text it is.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO, TextIOWrapper

from services.learners.api.roll.roster.columns import EXTENSION, Columns
from services.learners.api.roll.roster.fault import Fault, Faults

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What rows of one file share: its name, where each field stands, where faults go.

    `is_known` tells rows that an earlier import brought from those that were sent now.
    """

    file: str
    places: Mapping[str, int]
    faults: Faults
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The values we read of one row, and the line where it stands."""

    source: Source
    line: int
    values: tuple[str, ...]

    def __getitem__(self, field: str) -> str:
        return self.values[self.source.places[field]]

    @property
    def file(self) -> str:
        """The file it is of."""
        return self.source.file

    def fault(self, field: str | None, code: str, reason: str) -> None:
        """Report something wrong with this row; one that was not sent now has no line."""
        if self.source.is_known:
            told = f"The row {self['sourcedId']} of an earlier import does not fit now: {reason}"
            self.source.faults.add(Fault(self.file, None, field, code, told))
        else:
            self.source.faults.add(Fault(self.file, self.line, field, code, reason))

    def having(self, field: str, value: str) -> "Row":
        """The same with another value."""
        place = self.source.places[field]
        return replace(self, values=(*self.values[:place], value, *self.values[place + 1 :]))


@dataclass(frozen=True)
class How:
    """How a file is read: may it have no rows, and did an earlier import bring it?

    An earlier import kept the columns that were read then: those read since are blank.
    """

    may_be_empty: bool = False
    is_known: bool = False


def read_table(
    file: str, body: bytes, columns: Columns, faults: Faults, how: How | None = None
) -> Iterator[Row] | None:
    """The rows, read as they are asked for; None, and faults, where the file is no such table."""
    how = how or How()
    if not _is_text(file, body, faults):
        return None
    records = _records(file, body.removeprefix(BYTE_ORDER_MARK), faults)
    line, header = next(records, (1, []))
    if not (how.is_known or _header_is_sound(file, header, columns, faults)):
        return None
    places = {name: place for place, name in enumerate(columns.read)}
    source = Source(file, places, faults, how.is_known)
    picked = [header.index(name) if name in header else None for name in columns.read]
    rows = (
        Row(source, at, tuple("" if place is None else values[place] for place in picked))
        for at, values in records
        if _fits(source, at, values, header)
    )
    return rows if how.may_be_empty else _some(rows, source, line)


def _some(rows: Iterator[Row], source: Source, header: int) -> Iterator[Row]:
    """The rows; where there is none, that is a fault."""
    first = next(rows, None)
    if first is None:
        reason = "The file has a header and no rows."
        source.faults.add(Fault(source.file, header, None, "file_empty", reason))
    else:
        yield first
        yield from rows


def _is_text(file: str, body: bytes, faults: Faults) -> bool:
    before = faults.total
    if not _is_utf8(body):
        for fault in _undecodable_lines(file, body):
            faults.add(fault)
    elif (place := body.find(b"\0")) >= 0:
        line = body.count(b"\n", 0, place) + 1
        faults.add(Fault(file, line, None, "nul_byte", "The line has a NUL byte in it."))
    return faults.total == before


def _is_utf8(body: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), _CHUNK):
            decoder.decode(body[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _undecodable_lines(file: str, body: bytes) -> Iterator[Fault]:
    for number, line in enumerate(body.split(b"\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            reason = f"Byte 0x{line[error.start]:02X} at byte {error.start + 1} is not UTF-8."
            yield Fault(file, number, None, "not_utf8", reason)


def _records(file: str, body: bytes, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """(line, values) of each record that is well formed; blank lines are passed over."""
    reader = csv.reader(TextIOWrapper(BytesIO(body), "utf-8", newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.add(Fault(file, line, None, "row_malformed", f"Not CSV: {error}."))
            continue
        if reader.line_num > line:
            reason = f"A quoted field runs on to line {reader.line_num}: is a quote not closed?"
            faults.add(Fault(file, line, None, "line_break_in_field", reason))
        elif values:
            yield line, values


def _header_is_sound(file: str, header: list[str], columns: Columns, faults: Faults) -> bool:
    missing = [name for name in columns.read if name not in header]
    unknown = [
        name for name in header if name not in columns.defined and not name.startswith(EXTENSION)
    ]
    doubled = {name for name in header if header.count(name) > 1}
    for names, code, reason in (
        (missing, "column_missing", "This column is missing."),
        (unknown, "column_unknown", "OneRoster 1.2 has no such column here."),
        (sorted(doubled), "column_doubled", "This column stands twice."),
    ):
        for name in names:
            faults.add(Fault(file, 1, name, code, reason))
    return not (missing or unknown or doubled)


def _fits(source: Source, line: int, values: list[str], header: list[str]) -> bool:
    if len(values) == len(header):
        return True
    reason = f"The row has {len(values)} fields; the header has {len(header)}."
    source.faults.add(Fault(source.file, line, None, "field_count", reason))
    return False
