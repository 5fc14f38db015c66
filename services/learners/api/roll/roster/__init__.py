"""Reading a roster: a zip of OneRoster 1.2 CSV files, all of it sound or none of it taken.

Pure functions from bytes to a `Roster` or to `Faults` that name file, line, field and reason.
The format is 1EdTech's OneRoster 1.2 CSV binding, bulk mode.
"""
