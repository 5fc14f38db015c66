"""Can containers run here, from the images they need? If not, why not?"""

import re
import shutil
import subprocess

from tests.containers.compose_file import CONTAINERS, ROOT

BUILT_HERE = "llwybr-"
PULL_SECONDS = 600


def images() -> list[str]:
    """Those that are built elsewhere: in docker-compose.yml, and what our own are built upon."""
    dockerfile = (ROOT / "deploy/Dockerfile").read_text()
    upon = set(re.findall(r"^FROM (\S+:\S+)", dockerfile, flags=re.MULTILINE))
    run = {one["image"] for one in CONTAINERS.values()}
    return sorted(upon | {image for image in run if not image.startswith(BUILT_HERE)})


def why_not() -> str | None:
    """What keeps containers from running here; None: nothing does. Pulls images not here yet."""
    if shutil.which("docker") is None:
        return "there is no docker command"
    return (
        _trouble("no container engine answers", "version")
        or _trouble("there is no docker compose", "compose", "version")
        or next(filter(None, map(_missing, images())), None)
    )


def _missing(image: str) -> str | None:
    if _trouble(image, "image", "inspect", image) is None:
        return None
    return _trouble(f"{image} is not here and cannot be pulled", "pull", "--quiet", image)


def _trouble(what: str, *arguments: str) -> str | None:
    """`what`, and what docker says of it; None where docker does as it is asked."""
    done = subprocess.run(
        ["docker", *arguments],  # noqa: S607 - as found on the path, like its users do
        capture_output=True,
        text=True,
        check=False,
        timeout=PULL_SECONDS,
    )
    return f"{what}: {done.stderr.strip()}" if done.returncode else None
