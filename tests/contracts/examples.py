"""The golden examples: one for each message and version that was ever published."""

from dataclasses import dataclass
from pathlib import Path

from shared.contracts.topics import PUBLISHERS
from shared.modelling.message import kind_of, version_of

FOLDER = Path(__file__).parents[2] / "shared/contracts/examples"
DIGESTS = Path(__file__).parent / "examples.sha256"


@dataclass(frozen=True)
class Example:
    """An example, and the message it is of."""

    service: str
    message: type
    path: Path

    @property
    def is_current(self) -> bool:
        """Is it of the version that is published today?"""
        return self.path.name == f"{kind_of(self.message)}.v{version_of(self.message)}.json"

    def __str__(self) -> str:
        """What the test's name says."""
        return f"{self.service}/{self.path.stem}"


MESSAGES = [(service, message) for service, messages in PUBLISHERS.items() for message in messages]
EXAMPLES = [
    Example(service, message, path)
    for service, message in MESSAGES
    for path in sorted((FOLDER / service).glob(f"{kind_of(message)}.v*.json"))
]
