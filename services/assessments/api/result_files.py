"""A file of results: UTF-8 CSV with a header, its delimiter a comma or a semicolon, to rows."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from marshmallow import ValidationError

from services.assessments.api.assessment_results import AssessmentResultRequest
from services.assessments.api.entering import Fault
from services.assessments.api.result_columns import COLUMNS, REQUIRED, column_of, request_of

MOST_ROWS = 5_000
_REQUEST = AssessmentResultRequest()
_MISSING, _UNKNOWN = "Missing data for required field.", "Unknown field."


@dataclass
class ReadFile:
    """What is in a file: (line, request) of each row that can be read, and every fault.

    Lines count as a text editor does; the header is line 1.
    """

    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0


def read_file(body: bytes) -> ReadFile:
    """Read a file of results; nothing in it is taken for more than text."""
    read = ReadFile()
    text = _text(body, read)
    if text is None:
        return read
    records = _records(text, read)
    line, header = next(records, (1, []))
    names = [name.strip() for name in header]
    read.faults += _faults_of_header(line, names)
    if not read.faults:
        for at, values in records:
            _read_row(read, at, names, values)
        read.faults += _faults_of_size(read)
    return read


def _text(body: bytes, read: ReadFile) -> str | None:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        read.faults.append(Fault(line, "", "not_utf8", "Save the file as UTF-8."))
        return None
    if (place := text.find("\0")) >= 0:
        read.faults.append(Fault(text.count("\n", 0, place) + 1, "", "nul_byte"))
        return None
    return text


def _records(text: str, read: ReadFile) -> Iterator[tuple[int, list[str]]]:
    """(line, values) of each record that is well formed; blank lines are passed over."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            read.faults.append(Fault(line, "", "row_malformed", f"Not CSV: {error}."))
            continue
        if any(value.strip() for value in values):
            yield line, values


def _faults_of_header(line: int, names: list[str]) -> list[Fault]:
    wrong = {
        "column_missing": [name for name in REQUIRED if name not in names],
        "column_unknown": [name for name in names if name not in COLUMNS],
        "column_doubled": sorted({name for name in names if names.count(name) > 1}),
    }
    return [Fault(line, name, code) for code, found in wrong.items() for name in found]


def _read_row(read: ReadFile, line: int, names: list[str], values: list[str]) -> None:
    read.count += 1
    if read.count > MOST_ROWS:
        return
    if len(values) != len(names):
        detail = f"The row has {len(values)} fields; the header has {len(names)}."
        read.faults.append(Fault(line, "", "field_count", detail))
        return
    try:
        loaded = _REQUEST.load(request_of(dict(zip(names, values, strict=True))))
        read.rows.append((line, loaded))
    except ValidationError as error:
        read.faults += _faults_of_row(line, error.messages)


def _faults_of_row(line: int, messages: Any) -> list[Fault]:
    """One fault a column, in the order of the columns."""
    found: dict[str, str] = {}
    for path, said in _walk(messages, ""):
        found.setdefault(column_of(path), said)
    columns = [column for column in COLUMNS if column in found]
    return [Fault(line, column, _code(found[column]), found[column]) for column in columns]


def _walk(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(node, dict):
        yield path, str(node[0])
        return
    for name, below in node.items():
        yield from _walk(below, f"{path}.{name}" if path else str(name))


def _code(said: str) -> str:
    return {_MISSING: "value_missing", _UNKNOWN: "not_of_this_shape"}.get(said, "value_invalid")


def _faults_of_size(read: ReadFile) -> list[Fault]:
    if read.count > MOST_ROWS:
        return [Fault(1, "", "too_many_rows", f"At most {MOST_ROWS:,} rows are taken at once.")]
    if read.count or read.faults:
        return []
    return [Fault(1, "", "file_empty", "The file has no rows.")]
