"""The rows of a roster as a zip again: what the next delta changes.

It has the columns we read and no others, so nothing is kept of what we do not need.
"""

import csv
import zipfile
from collections.abc import Mapping
from io import BytesIO, TextIOWrapper

from services.learners.api.roll.roster.columns import COLUMNS
from services.learners.api.roll.roster.sheet import Sheet


def packed(sheets: Mapping[str, Sheet]) -> bytes:
    """Every data file, with the rows that are there and those that are gone."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, sheet in sheets.items():
            with archive.open(file, "w") as stream, TextIOWrapper(stream, "utf-8") as text:
                writer = csv.writer(text)
                writer.writerow(COLUMNS[file].read)
                writer.writerows(row.values for _, row in sheet)
                writer.writerows(row.values for row in sheet.gone.values())
    return body.getvalue()
