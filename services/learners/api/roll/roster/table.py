"""One CSV file: bytes to rows that know their file and line.

A cell is data and nothing else: `=1+1` or `@name` stays the text it is.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from services.learners.api.roll.roster.columns import EXTENSION, Columns
from services.learners.api.roll.roster.fault import Fault, Faults

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells we read of one row, where it stands, and where its faults go."""

    file: str
    line: int
    cells: dict[str, str]
    faults: Faults

    def __getitem__(self, field: str) -> str:
        return self.cells[field]

    def fault(self, field: str | None, code: str, reason: str) -> None:
        """Report something wrong with this row."""
        self.faults.add(Fault(self.file, self.line, field, code, reason))


def read_table(file: str, body: bytes, columns: Columns, faults: Faults) -> list[Row] | None:
    """The rows; None, and faults, where the file as a whole cannot be read as a table."""
    text = _text(file, body.removeprefix(BYTE_ORDER_MARK), faults)
    if text is None:
        return None
    records = _records(file, text, faults)
    line, header = next(records, (1, []))
    if not _header_is_sound(file, header, columns, faults):
        return None
    rows = [
        Row(file, line, cells, faults)
        for line, values in records
        if (cells := _cells(Row(file, line, {}, faults), header, values, columns)) is not None
    ]
    if not rows:
        faults.add(Fault(file, line, None, "file_empty", "The file has a header and no rows."))
    return rows


def _text(file: str, body: bytes, faults: Faults) -> str | None:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        for fault in _undecodable_lines(file, body):
            faults.add(fault)
        return None
    if (place := text.find("\0")) >= 0:
        line = text.count("\n", 0, place) + 1
        faults.add(Fault(file, line, None, "nul_byte", "The line has a NUL byte in it."))
        return None
    return text


def _undecodable_lines(file: str, body: bytes) -> Iterator[Fault]:
    for number, line in enumerate(body.split(b"\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            reason = f"Byte 0x{line[error.start]:02X} at byte {error.start + 1} is not UTF-8."
            yield Fault(file, number, None, "not_utf8", reason)


def _records(file: str, text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """(line, values) of each record that is well formed; blank lines are passed over."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
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


def _cells(
    row: Row, header: list[str], values: list[str], columns: Columns
) -> dict[str, str] | None:
    if len(values) != len(header):
        reason = f"The row has {len(values)} fields; the header has {len(header)}."
        row.fault(None, "field_count", reason)
        return None
    cells = dict(zip(header, values, strict=True))
    return {name: cells[name] for name in columns.read}
