"""The demo authority: three schools and 600 learners, made up, and the same every time."""

from functools import cache

from deploy.demo.inventing import Plan, invent
from deploy.demo.people import Authority
from deploy.demo.roster_files import zipped

CODE, SCHOOL_YEAR = "665", 2026

PLANS = (
    Plan("6652981", "Ysgol Glan-y-dŵr", "cy", 0.85, (30,) * 7),
    Plan("6652982", "Ysgol Maes yr Helyg", "en", 0.4, (30,) * 7),
    Plan("6653983", "St Oswin's Church in Wales Primary", "en", 0.3, (26,) * 5 + (25,) * 2),
)


@cache
def authority() -> Authority:
    """The authority, with every id the roster import will give."""
    return invent(CODE, "Wrecsam / Wrexham (demo)", SCHOOL_YEAR, PLANS)


@cache
def roster_zip() -> bytes:
    """The authority's roster as a OneRoster 1.2 zip: the same bytes every time."""
    return zipped(authority())
