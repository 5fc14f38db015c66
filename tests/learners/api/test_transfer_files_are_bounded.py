"""A transfer file that would grow is refused before it has grown."""

import tracemalloc
from datetime import date

import pytest

from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.transfer import pupils, reading, xml_stream
from services.learners.api.roll.transfer.reading import read_transfer_file
from tests.learners.ctf_files import SOUND, changed

TODAY = date(2026, 11, 24)
PUPIL = SOUND[SOUND.index("    <Pupil>") : SOUND.index("  </CTFpupilData>")]
LAUGHS = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 40))


def many(old: str, new: str, times: int) -> bytes:
    return SOUND.replace(old, old + new * times, 1).encode()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (changed("<CTfile>", f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><CTfile>'), None),
        (many("<CTFpupilData>", "<a>", xml_stream.MAX_DEPTH), "xml_too_deep"),
        (many("<CTFpupilData>", "<a/>", xml_stream.MAX_ELEMENTS), "xml_too_many_elements"),
        (many("<Attendance>", "<a/>", xml_stream.MAX_ELEMENTS_IN_ONE), "xml_too_many_elements"),
        (many("<Attendance>", "x", xml_stream.MAX_TEXT + 1), "text_too_long"),
        (many("<CTFpupilData>", PUPIL, reading.MAX_PUPILS), "too_many_pupils"),
    ],
)
def test_a_file_that_grows_is_refused_where_it_begins_to(body: bytes, code: str | None) -> None:
    read = read_transfer_file(body, TODAY)
    assert isinstance(read, Faults)
    assert read.listed[0].code == (code or "xml_doctype_refused")
    assert read.listed[0].line


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (many("</Gender>", "<FormerUPN>B</FormerUPN>", pupils.MAX_FORMER_UPNS), "FormerUPN"),
        (many("<SENhistory>", "<SEN/>", pupils.MAX_HISTORY), "SENhistory"),
        (many("<CTfile>", "<Header/>", 1), "Header"),
        (many("</Gender>", "<DOB>2018-05-06</DOB>", 1), "DOB"),
        (changed("Tomos", "T" * 256), "Forename"),
        (changed("Tomos", "To\u200bmos"), "Forename"),
    ],
)
def test_a_part_that_grows_is_reported(body: bytes, field: str) -> None:
    read = read_transfer_file(body, TODAY)
    assert isinstance(read, Faults)
    assert field in {fault.field for fault in read.listed}


def test_a_file_without_header_or_pupils_says_so() -> None:
    read = read_transfer_file(b"<CTfile><CTFpupilData/></CTfile>", TODAY)
    assert isinstance(read, Faults)
    assert [fault.code for fault in read.listed] == ["header_missing", "pupils_missing"]


def test_what_has_been_read_of_a_long_file_is_let_go() -> None:
    """Elements that our subset passes over are the bulk of a real file."""
    padding = "<a>" + "x" * 900 + "</a>"
    pupil = PUPIL[PUPIL.rindex("    <Pupil>") :].replace(
        "</Pupil>", f"<Attendance>{padding * 50}</Attendance></Pupil>"
    )
    body = SOUND.replace("  </CTFpupilData>", pupil * 300 + "  </CTFpupilData>", 1).encode()
    tracemalloc.start()
    try:
        read_transfer_file(body, TODAY)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(body) > 13_000_000
    assert most < 4_000_000
