"""What an instrument is: its names, what it measures, the shapes of its results, their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from services.assessments.domain.result import Shape
from shared.modelling.message import message


class Aspect(StrEnum):
    """What an instrument tells something of: the areas of learning in a concern, and the first."""

    EARLY_DEVELOPMENT = "early_development"
    ORACY = "oracy"
    PHONICS = "phonics"
    READING = "reading"
    SPELLING = "spelling"
    WRITING = "writing"
    NUMBER = "number"


class Confidence(StrEnum):
    """How surely we know it (domain.md)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


# Stored for good under these names: add fields with defaults, rename nothing.
@message
class Named:
    """A stage, a band or a part of a profile: its code in results, and what people call it."""

    code: str
    welsh: str
    english: str


@message
class InstrumentDefinition:
    """An instrument as a school defines it.

    `stages` go from the first to the last, `bands` from no risk to the greatest; `parts` are those
    of a profile.
    """

    welsh: str
    english: str
    aspects: tuple[Aspect, ...]
    shapes: tuple[Shape, ...]
    stages: tuple[Named, ...]
    bands: tuple[Named, ...]
    parts: tuple[Named, ...]
    source: str


@message
class OwnInstrument:
    """A school's own instrument as it was when a result was recorded by it."""

    school_id: UUID
    version: int
    definition: InstrumentDefinition
    retired_on: date | None


@dataclass(frozen=True)
class Instrument:
    """An instrument of the catalogue; `source` says where we know it from."""

    code: str
    welsh: str
    english: str
    shapes: tuple[Shape, ...]
    source: str
    aspects: tuple[Aspect, ...] = ()
    stages: tuple[Named, ...] = ()
    bands: tuple[Named, ...] = ()
    parts: tuple[Named, ...] = ()
    confidence: Confidence | None = None


class Measures(Protocol):
    """What results are checked against, of an instrument of the catalogue or of a school."""

    @property
    def shapes(self) -> Sequence[Shape]:
        """The shapes of its results."""

    @property
    def stages(self) -> Sequence[Named]:
        """Its stages in order."""

    @property
    def bands(self) -> Sequence[Named]:
        """Its bands in order."""

    @property
    def parts(self) -> Sequence[Named]:
        """The parts of its profile."""
