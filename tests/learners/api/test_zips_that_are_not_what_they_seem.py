"""Damaged and hostile zips: refused quickly, in little memory, and never by a crash."""

import struct
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learners.api.roll.roster.archive import MAX_ENTRIES
from services.learners.api.roll.roster.fault import Faults
from services.learners.api.roll.roster.reading import Roster
from services.learners.api.roll.roster.roster_zip import read_roster
from tests.learners.roster_zips import FILES, SOUND, packed

TODAY = date(2026, 11, 24)
MEGABYTE = 1024 * 1024


def codes(body: bytes) -> list[str]:
    found = read_roster(body, "665", TODAY)
    assert isinstance(found, Faults)
    return [each.code for each in found.listed]


@contextmanager
def little_memory_and_time() -> Iterator[None]:
    tracemalloc.start()
    began = time.perf_counter()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MEGABYTE
    assert time.perf_counter() - began < 2


def bomb(megabytes: int) -> bytes:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
        with archive.open("results.csv", "w") as entry:
            for _ in range(megabytes):
                entry.write(b"0" * MEGABYTE)
    return body.getvalue()


def declaring(body: bytes, name: str, size: int) -> bytes:
    """The same zip, but its directory and the file's own header tell another unpacked size."""
    changed = bytearray(body)
    entry = zipfile.ZipFile(BytesIO(body)).getinfo(name)
    struct.pack_into("<L", changed, entry.header_offset + 22, size)
    place = changed.rindex(name.encode()) - 46
    struct.pack_into("<L", changed, place + 24, size)
    return bytes(changed)


def test_what_is_no_zip_is_refused() -> None:
    for body in (b"", b"sourcedId,status\n", b"%PDF-1.7", b"\x1f\x8b" + b"\0" * 40):
        assert codes(body) == ["archive_not_zip"]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_zip_cut_short_is_refused(kept: float) -> None:
    assert codes(SOUND[: int(len(SOUND) * kept)]) == ["archive_truncated"]


def test_a_bomb_of_200_megabytes_is_refused_before_it_is_unpacked() -> None:
    body = bomb(200)
    assert len(body) < MEGABYTE
    with little_memory_and_time():
        assert codes(body) == ["archive_too_large"]


def test_a_bomb_within_the_size_is_refused_for_its_ratio() -> None:
    body = bomb(100)
    with little_memory_and_time():
        assert codes(body) == ["archive_ratio"]


def test_a_bomb_that_lies_about_its_size_costs_no_memory() -> None:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.csv", b"0" * 200 * MEGABYTE)
    lying = declaring(body.getvalue(), "manifest.csv", 1_000)
    with little_memory_and_time():
        assert codes(lying) == ["archive_damaged"]


def test_a_damaged_file_is_named() -> None:
    body = bytearray(SOUND)
    info = zipfile.ZipFile(BytesIO(SOUND)).getinfo("users.csv")
    body[info.header_offset + 80] ^= 0xFF
    found = read_roster(bytes(body), "665", TODAY)
    assert isinstance(found, Faults)
    assert [(each.file, each.code) for each in found.listed] == [("users.csv", "archive_damaged")]


def test_files_must_be_at_the_top() -> None:
    for name in ("roster/users.csv", "../users.csv", "/etc/users.csv", "a\\b.csv", "C:users.csv"):
        assert codes(packed({**FILES, name: "x"})) == ["archive_path"]


def test_a_name_twice_is_refused() -> None:
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("users.csv", "x")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("users.csv", "y")
    assert codes(body.getvalue()) == ["archive_duplicate_file"]


def test_too_many_files_are_refused() -> None:
    assert codes(packed({f"{number}.csv": "x" for number in range(MAX_ENTRIES + 1)})) == [
        "archive_too_many_files"
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_the_standard_does_not_name_are_refused(method: int) -> None:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        archive.writestr("users.csv", "x")
    assert codes(body.getvalue()) == ["archive_method"]


def test_a_password_is_refused() -> None:
    body = bytearray(packed({"users.csv": "x"}))
    body[6] |= 0x1
    body[body.index(b"PK\x01\x02") + 8] |= 0x1
    assert codes(bytes(body)) == ["archive_encrypted"]


@given(st.integers(0, len(SOUND) - 1), st.integers(1, 255))
def test_whatever_byte_is_wrong_there_is_an_answer(place: int, difference: int) -> None:
    body = bytearray(SOUND)
    body[place] ^= difference
    assert isinstance(read_roster(bytes(body), "665", TODAY), Roster | Faults)


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200), st.integers(0, 2_000))
def test_whatever_a_file_holds_there_is_an_answer(name: str, noise: bytes, place: int) -> None:
    content = FILES[name].encode()
    spoilt = content[:place] + noise + content[place + len(noise) :]
    body = packed({**FILES, name: spoilt})
    assert isinstance(read_roster(body, "665", TODAY), Roster | Faults)
