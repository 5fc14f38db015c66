"""Is this process well? Asked inside its container: `python -m deploy.healthcheck URL`."""

import argparse
import http.client
import sys
import time
from urllib.parse import urlsplit

ANSWER_SECONDS = 4.0
TURNED_AT = "llwybr_turned_at_seconds"


def ailment(url: str, turned_within: float | None, now: float) -> str | None:
    """What is wrong with what answers at `url`; None: it is well.

    It must answer 200; and where `turned_within` is given, its metrics must show that it ended a
    turn not longer ago than so many seconds before `now`.
    """
    try:
        status, body = _get(url)
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {error}"
    if status != http.client.OK:
        return f"{status}: {body}"
    if turned_within is None:
        return None
    idle = now - _turned_at(body)
    return None if idle <= turned_within else f"no turn for {idle:.0f} seconds"


def _get(url: str) -> tuple[int, str]:
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.netloc, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", place.path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def _turned_at(metrics: str) -> float:
    for line in metrics.splitlines():
        name, _, value = line.partition(" ")
        if name == TURNED_AT:
            return float(value)
    return 0.0


def main() -> None:
    """The command: exits with 1, and says why, where the process is not well."""
    asked = argparse.ArgumentParser(prog="deploy.healthcheck", description=__doc__)
    asked.add_argument("url")
    asked.add_argument("--turned-within", type=float, metavar="SECONDS")
    given = asked.parse_args()
    sys.exit(ailment(given.url, given.turned_within, time.time()))


if __name__ == "__main__":
    main()
