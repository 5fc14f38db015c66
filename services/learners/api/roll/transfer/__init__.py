"""Common Transfer Files (CTF): a subset of our own, read and written; see docs/transfer-files.md.

Pure functions: from bytes to pupils or to `Faults` that name line, element and reason, and back.
"""
