"""Kafka's jars: exactly those of `kafka-jars.txt`, each whole and with the hash listed there.

They are kept in Maven's own local repository (M2_REPO, else ~/.m2/repository), so other clones
need not fetch them again. A jar is put there only when its hash is right, and one that has been
damaged since is fetched anew. After a new Kafka version:
`python -m deploy.native.jars > deploy/native/kafka-jars.txt`.
"""

import hashlib
import os
import ssl
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import jgo
import requests
from jgo.maven import MavenContext

from deploy.native.trouble import Trouble

KAFKA = "org.apache.kafka:kafka_2.13:4.1.0"
LISTED = Path(__file__).parent / "kafka-jars.txt"
AT_ONCE = 8


class JarsMissing(Trouble):
    """Kafka's jars are not all here and could not be fetched; the message says why."""


@dataclass(frozen=True)
class Jar:
    """A jar by its Maven coordinates, and the hash its bytes must have."""

    group: str
    artifact: str
    version: str
    sha256: str

    @classmethod
    def parse(cls, line: str) -> "Jar":
        """One line of the list: group:artifact:version, a space, and the hash."""
        coordinates, sha256 = line.split()
        group, artifact, version = coordinates.split(":")
        return cls(group, artifact, version, sha256)

    def __str__(self) -> str:
        """The line of the list."""
        return f"{self.group}:{self.artifact}:{self.version} {self.sha256}"

    def path(self, repository: Path) -> Path:
        """Where Maven keeps it."""
        folder = repository.joinpath(*self.group.split("."), self.artifact, self.version)
        return folder / f"{self.artifact}-{self.version}.jar"

    def is_whole(self, repository: Path) -> bool:
        """Is it there, byte for byte?"""
        path = self.path(repository)
        return path.is_file() and _sha256(path) == self.sha256


def listed() -> list[Jar]:
    """The jars of the list, in its order."""
    return [Jar.parse(line) for line in LISTED.read_text().splitlines()]


def class_path() -> str:
    """Java's class path of Kafka; fetches what is missing or damaged. Raises `JarsMissing`."""
    repository = MavenContext().repo_cache
    jars = listed()
    missing = [jar for jar in jars if not jar.is_whole(repository)]
    if missing:
        print(f"Fetching {len(missing)} of Kafka's {len(jars)} jars …", flush=True)
        fetch(missing, repository)
    return os.pathsep.join(str(jar.path(repository)) for jar in jars)


def fetch(jars: Iterable[Jar], repository: Path) -> None:
    """Fetch jars into a repository, all or none half-way. Raises `JarsMissing`."""
    _trust_what_the_machine_trusts()
    repository.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=repository) as unfinished:
        context = MavenContext(repo_cache=Path(unfinished), timeout=30)
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(lambda jar: _fetch_one(jar, context, repository), jars))
        except (requests.RequestException, RuntimeError) as error:
            raise JarsMissing(f"Kafka's jars could not be fetched. {error}") from error


def _fetch_one(jar: Jar, context: MavenContext, repository: Path) -> None:
    project = context.project(jar.group, jar.artifact)
    fetched = project.at_version(jar.version).artifact().resolve()
    if _sha256(fetched) != jar.sha256:
        raise JarsMissing(f"{fetched.name} was fetched, but is not the one listed in {LISTED.name}")
    path = jar.path(repository)
    path.parent.mkdir(parents=True, exist_ok=True)
    fetched.replace(path)


def _trust_what_the_machine_trusts() -> None:
    """As pip does; a network that inspects TLS puts its authority into the machine's store."""
    paths = ssl.get_default_verify_paths()
    store = paths.cafile or paths.capath
    if store is not None:
        os.environ.setdefault("REQUESTS_CA_BUNDLE", store)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def resolved() -> list[Jar]:
    """What Kafka's own descriptors ask for, and the binding that makes its logs appear.

    The binding is resolved apart: asked for together, its own dependency management takes over
    and gives Kafka the clients of another version.
    """
    _trust_what_the_machine_trusts()
    found = jgo.resolve(KAFKA)
    core = next(one for one in found if one.artifactId == "log4j-core")
    binding = core.context.project(core.groupId, "log4j-slf4j-impl").at_version(core.version)
    return [
        Jar(one.groupId, one.artifactId, one.version, _sha256(one.resolve()))
        for one in (*found, binding.artifact())
    ]


if __name__ == "__main__":
    for found_jar in resolved():
        print(found_jar)
