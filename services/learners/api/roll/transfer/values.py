"""Elements as values. One that is not what it should be is reported, and read as None."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from services.learners.api.roll.roster.fault import Fault, Faults
from services.learners.api.roll.transfer.xml_stream import Element

MAX_NAME = 255

T = TypeVar("T")


def report(faults: Faults, at: Element, field: str, code: str, reason: str) -> None:
    """Take down what is wrong with an element, under the line it begins on."""
    faults.add(Fault("", at.line, field, code, reason))


def needed(parent: Element, name: str, faults: Faults) -> Element | None:
    """The one child of this name; reported where there is none, it is blank, or there are two."""
    found = parent.all(name)
    if not found or not found[0].text:
        report(faults, found[0] if found else parent, name, "value_missing", "It is needed here.")
        return None
    if len(found) > 1:
        report(faults, found[1], name, "element_repeated", "It stands here once.")
        return None
    return found[0]


def name_of(parent: Element, name: str, faults: Faults) -> str | None:
    """A name of somebody, composed (ŵ as one character), so that equal names compare equal."""
    element = needed(parent, name, faults)
    if element is None:
        return None
    text = unicodedata.normalize("NFC", element.text)
    if len(text) > MAX_NAME:
        report(faults, element, name, "text_too_long", f"At most {MAX_NAME} characters are kept.")
        return None
    if not text.isprintable():
        reason = "The text has an invisible character in it."
        report(faults, element, name, "character_not_allowed", reason)
        return None
    return text


def day_of(parent: Element, name: str, faults: Faults) -> date | None:
    """A day as YYYY-MM-DD."""
    element = needed(parent, name, faults)
    if element is None:
        return None
    try:
        day = date.fromisoformat(element.text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != element.text:
        report(faults, element, name, "date_malformed", "A date is written YYYY-MM-DD.")
        return None
    return day


def choice_of(parent: Element, name: str, known: Mapping[str, T], faults: Faults) -> T | None:
    """One of the codes our subset has, as what it means to us."""
    element = needed(parent, name, faults)
    if element is None:
        return None
    if element.text not in known:
        report(faults, element, name, "value_unknown", f"Known are: {', '.join(known)}.")
    return known.get(element.text)
