"""What the days of a calendar, and the reasons of a closure, are called in Welsh and in English."""

from services.learners.api.bilingual import Bilingual
from services.learners.domain.roll.calendar_days import DayStatus
from services.learners.domain.roll.school_calendar import ClosureReason

STATUSES = {
    DayStatus.SCHOOL_DAY: Bilingual("Diwrnod ysgol", "School day"),
    DayStatus.WEEKEND: Bilingual("Penwythnos", "Weekend"),
    DayStatus.BANK_HOLIDAY: Bilingual("Gŵyl banc", "Bank holiday"),
    DayStatus.HALF_TERM: Bilingual("Hanner tymor", "Half term"),
    DayStatus.INSET: Bilingual("Diwrnod hyfforddiant mewn swydd", "INSET day"),
    DayStatus.HOLIDAY: Bilingual("Gwyliau ysgol", "School holiday"),
    DayStatus.CLOSED: Bilingual("Ysgol ar gau", "School closed"),
}
REASONS = {
    ClosureReason.WEATHER: Bilingual("Tywydd", "Weather"),
    ClosureReason.BUILDING: Bilingual("Cyflwr yr adeilad", "The building"),
    ClosureReason.UTILITIES: Bilingual("Gwres, dŵr neu drydan", "Heating, water or power"),
    ClosureReason.STAFFING: Bilingual("Prinder staff", "Too few staff"),
    ClosureReason.ILLNESS: Bilingual("Salwch", "Illness"),
    ClosureReason.ELECTION: Bilingual("Gorsaf bleidleisio", "Polling station"),
    ClosureReason.OTHER: Bilingual("Rheswm arall", "Another reason"),
}
