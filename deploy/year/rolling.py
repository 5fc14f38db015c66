"""Who moves on in the year, and the September after it, when everybody goes up a year group."""

import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from deploy.demo.talking import Services
from deploy.year.people import IDS, alnco, id_of, officer
from deploy.year.plot import Year
from deploy.year.school import SCHOOL_YEAR, neighbour, school

FINISHED_SECONDS = 120.0
LOOK_AGAIN_SECONDS = 0.5


class NotRolledOver(Exception):
    """The rollover has not come to its end."""


def have_moved_on(services: Services, moving: Sequence[Year]) -> bool:
    """Was told of any of them already that they moved on?"""
    found = (
        services.get(officer(), "learners", f"/learners/{year.learner.learner_id}")
        for year in moving
    )
    home = str(school().school_id)
    return any(one["school_id"] != home or one["left_on"] is not None for one in found)


def move_on(services: Services, year: Year) -> None:
    """One goes to the neighbour, one out of the county."""
    path = f"/learners/{year.learner.learner_id}"
    if year.moves_on is not None:
        body: dict[str, Any] = {"school_id": str(neighbour().school_id)}
        body |= {"moved_on": year.moves_on.isoformat(), "reason": "Symudodd y teulu."}
        transfer = f"{path}/transfers/{id_of(year.learner.learner_id, 'transfer')}"
        services.put(officer(), "learners", transfer, body)
    if year.leaves_on is not None:
        left = {"left_on": year.leaves_on.isoformat(), "destination": "school_elsewhere_in_uk"}
        key = {"Idempotency-Key": id_of(year.learner.learner_id, "leaving")}
        said = left | {"destination_name": "St Oswald's, Chester"}
        services.put(alnco(), "learners", f"{path}/leaving", said, key)


def roll_over(services: Services) -> dict[str, Any]:
    """Everybody goes up a year group; gives the rollover, finished."""
    path = f"/rollovers/{_rollover_id()}"
    services.put(officer(), "learners", path, {"school_year": SCHOOL_YEAR + 1})
    until = time.monotonic() + FINISHED_SECONDS
    while True:
        found = services.get(officer(), "learners", path)
        if found["finished_at"] is not None:
            return found
        if time.monotonic() > until:
            raise NotRolledOver(f"{found['done']} of {found['steps']} after {FINISHED_SECONDS} s")
        time.sleep(LOOK_AGAIN_SECONDS)


def _rollover_id() -> UUID:
    return uuid5(IDS, f"rollover {SCHOOL_YEAR + 1}")
