"""The columns of OneRoster 1.2's CSV files, and which of them we read.

The specification fixes their order. We read by name, so another order does no harm; a column we
read must be there, and one that nobody defined is taken for a misspelling.
"""

from dataclasses import dataclass

EXTENSION = "metadata."  # vendors' own columns start so
ROW = ("sourcedId", "status", "dateLastModified")


@dataclass(frozen=True)
class Columns:
    """All columns of a file, in the order the specification gives, and those we read."""

    defined: tuple[str, ...]
    read: tuple[str, ...]


def _columns(defined: str, read: str) -> Columns:
    return Columns(ROW + tuple(defined.split()), (*ROW, *read.split()))


MANIFEST = Columns(("propertyName", "value"), ("propertyName", "value"))

COLUMNS = {
    "academicSessions.csv": _columns(
        "title type startDate endDate parentSourcedId schoolYear",
        "title type startDate endDate parentSourcedId",
    ),
    "orgs.csv": _columns(
        "name type identifier parentSourcedId", "name type identifier parentSourcedId"
    ),
    "users.csv": _columns(
        "enabledUser username userIds givenName familyName middleName identifier email sms phone"
        " agentSourcedIds grades password userMasterIdentifier resourceSourcedIds"
        " preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns",
        "enabledUser userIds givenName familyName agentSourcedIds grades primaryOrgSourcedId",
    ),
    "roles.csv": _columns(
        "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId",
        "userSourcedId roleType role endDate orgSourcedId",
    ),
    "classes.csv": _columns(
        "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds"
        " subjects subjectCodes periods",
        "title classType schoolSourcedId termSourcedIds",
    ),
    "enrollments.csv": _columns(
        "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
        "classSourcedId schoolSourcedId userSourcedId role beginDate endDate",
    ),
    "demographics.csv": _columns(
        "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican"
        " nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces"
        " hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth"
        " publicSchoolResidenceStatus",
        "birthDate sex",
    ),
}
