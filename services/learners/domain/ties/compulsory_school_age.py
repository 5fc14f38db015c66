"""When compulsory school age ends: that day a child becomes a young person.

Education Act 1996 s.8(3): at the end of the school leaving date of the year in which a person
turns 16, where that birthday is on or before that date or before the next school year begins;
else of the year after. ALN and Education Tribunal (Wales) Act 2018 s.99 takes the term from there.
"""

from calendar import FRIDAY, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

AGE = 16


@dataclass(frozen=True)
class LeavingRule:
    """What holds of the school leaving dates from a year on, and who says so.

    The leaving date is the last `weekday` of `month`. `school_year_month`: who turns 16 on or
    after its first day stays for another year. Confidence: H is the law's own words, M is usage.
    """

    from_year: int
    month: int
    weekday: int
    school_year_month: int
    source: str


# Confidence: the leaving date H. The school year M: by s.579 it begins with the first term after
# July, which no school in Wales begins before September.
RULES = (
    LeavingRule(
        from_year=1998,
        month=6,
        weekday=FRIDAY,
        school_year_month=9,
        source="Education (School Leaving Date) Order 1997, SI 1997/1970",
    ),
)


def rights_pass_on(born_on: date) -> date:
    """The first day on which a person is over compulsory school age, and a young person."""
    return _leaving_date(born_on) + timedelta(days=1)


def _leaving_date(born_on: date) -> date:
    year = born_on.year + AGE
    if born_on.month >= _rule_of(year).school_year_month:
        year += 1
    rule = _rule_of(year)
    last = date(year, rule.month, monthrange(year, rule.month)[1])
    return last - timedelta(days=(last.weekday() - rule.weekday) % 7)


def _rule_of(year: int) -> LeavingRule:
    """The rule of a year; who came of age before the first of them did so long ago."""
    held = [rule for rule in RULES if rule.from_year <= year]
    return max(held, key=lambda rule: rule.from_year) if held else RULES[0]
