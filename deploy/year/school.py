"""The school of the scripted year: 210 learners; and a neighbour, to which one of them goes."""

from functools import cache

from deploy.demo.inventing import Plan, invent
from deploy.demo.people import Authority, School
from deploy.demo.roster_files import zipped

CODE, SCHOOL_YEAR = "661", 2025
PLANS = (
    Plan("6612301", "Ysgol Bryn Hyfryd", "cy", 0.8, (30,) * 7),
    Plan("6612302", "Ysgol Cwm y Felin", "cy", 0.7, (4,) * 7),
)


@cache
def authority() -> Authority:
    """The authority in September 2025, with every id the roster import will give."""
    return invent(CODE, "Gwynedd (blwyddyn / year)", SCHOOL_YEAR, PLANS)


@cache
def roster_zip() -> bytes:
    """Its roster of that September: the same bytes every time."""
    return zipped(authority())


def school() -> School:
    """The school whose year it is."""
    return authority().schools[0]


def neighbour() -> School:
    """The school that takes one of its learners over."""
    return authority().schools[1]
