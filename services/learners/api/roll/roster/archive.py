"""The zip: opened with its size, names and methods checked before a byte of it is inflated.

A small zip can hold gigabytes. What the directory declares is bounded first, and no more than
declared is ever inflated, so a zip that lies about its sizes costs no memory either.
"""

import struct
import zipfile
import zlib
from io import BytesIO

from services.learners.api.roll.roster.fault import Fault, Faults

MAX_PACKED_BYTES = 32 * 1024 * 1024
MAX_BYTES = 128 * 1024 * 1024
MAX_ENTRIES = 40  # OneRoster knows 23 files
MAX_RATIO = 200  # rosters shrink to a tenth or so

_CHUNK = 64 * 1024
_SMALL = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The files of a zip that passed the checks, read one at a time."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._entries = {entry.filename: entry for entry in opened.infolist()}

    def __contains__(self, file: str) -> bool:
        return file in self._entries

    def read(self, file: str, faults: Faults) -> bytes | None:
        """The bytes of a file; None, and a fault, where it is damaged."""
        content = bytearray()
        try:
            with self._opened.open(self._entries[file]) as stream:
                while chunk := stream.read(_CHUNK):
                    content += chunk
        except _UNREADABLE:
            faults.add(Fault(file, None, None, "archive_damaged", "The file cannot be unpacked."))
            return None
        return bytes(content)


def open_archive(body: bytes, faults: Faults) -> Archive | None:
    """The zip in `body`; None, and faults, where it is none or breaks a limit."""
    try:
        opened = zipfile.ZipFile(BytesIO(body))
    except _UNREADABLE:
        faults.add(_not_a_zip(body))
        return None
    entries = opened.infolist()
    found = _of_the_whole(entries) or [
        fault for entry in entries if (fault := _of_one(entry)) is not None
    ]
    for fault in found:
        faults.add(fault)
    return None if found else Archive(opened)


def _not_a_zip(body: bytes) -> Fault:
    if body.startswith(b"PK"):
        return _fault("archive_truncated", "The zip is cut short or damaged: send it again.")
    return _fault("archive_not_zip", "This is not a zip file.")


def _of_the_whole(entries: list[zipfile.ZipInfo]) -> list[Fault]:
    names = [entry.filename for entry in entries]
    if len(names) > MAX_ENTRIES:
        return [_fault("archive_too_many_files", f"At most {MAX_ENTRIES} files are allowed.")]
    if len(set(names)) < len(names):
        return [_fault("archive_duplicate_file", "Two files have the same name.")]
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        reason = f"Unpacked, the files may have {MAX_BYTES:,} bytes together."
        return [_fault("archive_too_large", reason)]
    return []


def _of_one(entry: zipfile.ZipInfo) -> Fault | None:
    file = entry.filename
    if "/" in file or "\\" in file or ":" in file:
        return _fault("archive_path", "Files must be at the top of the zip, in no folder.", file)
    if entry.flag_bits & _ENCRYPTED:
        return _fault("archive_encrypted", "The zip must not have a password.", file)
    if entry.compress_type not in _METHODS:
        return _fault("archive_method", "Files must be deflated or stored.", file)
    if entry.file_size > max(_SMALL, entry.compress_size * MAX_RATIO):
        return _fault("archive_ratio", f"The file unpacks to over {MAX_RATIO} times.", file)
    return None


def _fault(code: str, reason: str, file: str = "") -> Fault:
    return Fault(file, None, None, code, reason)
