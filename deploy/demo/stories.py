"""The children's stories: what teachers write of them, in the language their school teaches in."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from deploy.demo.people import Learner, School

TEXTS = Path(__file__).parent / "stories"
Story = dict[str, Any]


def story_of(learner: Learner, school: School, number: int) -> Story:
    """A story that fits the child's year, with the child's name in it.

    `number` tells the children of a school apart, so that not all go the same way.
    """
    fitting = [one for one in _stories(school.language) if learner.year_group in one["years"]]
    told = _with_name(fitting[number % len(fitting)], learner.given_name)
    story: Story = dict(told)
    way = number // len(fitting)
    story["targets"] = [
        target | {"review": target["reviews"][(way + place) % len(target["reviews"])]}
        for place, target in enumerate(told["targets"])
    ]
    return story


@cache
def _stories(language: str) -> list[Story]:
    with (TEXTS / f"{language}.toml").open("rb") as file:
        stories: list[Story] = tomllib.load(file)["stories"]
    return stories


def _with_name(part: Any, name: str) -> Any:
    if isinstance(part, str):
        return part.replace("{name}", name)
    if isinstance(part, list):
        return [_with_name(one, name) for one in part]
    if isinstance(part, dict):
        return {key: _with_name(one, name) for key, one in part.items()}
    return part
