"""XML a piece at a time: what is asked for as small trees, each forgotten once it was looked at.

No document type and so no entity is read. Bytes, depth, and the number and length of elements are
bounded while the file streams through, so what grows is known before it has grown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from services.learners.api.roll.roster.fault import Fault

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 12
MAX_ELEMENTS = 500_000
MAX_ELEMENTS_IN_ONE = 5_000
MAX_TEXT = 1_000

_CHUNK = 64 * 1024


@dataclass(slots=True)
class Element:
    """An element: the line it begins on, its text without the spaces around it, what is in it."""

    name: str
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def first(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> list["Element"]:
        """All children of this name."""
        return [child for child in self.children if child.name == name]


class Refused(Exception):
    """The file goes no further: the one fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def elements(body: bytes, wanted: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, Element]]:
    """Each element at a path of `wanted`, whole, as ("kept", element); others as ("passed", …).

    Raises `Refused`. Elements above the wanted ones are passed with no children.
    """
    builder = _Builder(wanted)
    for start in range(0, len(body), _CHUNK):
        builder.feed(body[start : start + _CHUNK], is_last=False)
        yield from builder.taken()
    builder.feed(b"", is_last=True)
    yield from builder.taken()


class _Builder:
    """What expat's handlers have put together so far."""

    def __init__(self, wanted: frozenset[tuple[str, ...]]) -> None:
        self._wanted = wanted
        self._path: list[str] = []
        self._open: list[Element] = []  # the wanted element that is being read, and those in it
        self._ready: list[tuple[str, Element]] = []
        self._seen = self._in_one = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, chunk: bytes, *, is_last: bool) -> None:
        """Read on."""
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            reason = f"Not XML: {expat.ErrorString(error.code)}."
            raise Refused(Fault("", error.lineno, None, "xml_malformed", reason)) from error

    def taken(self) -> list[tuple[str, Element]]:
        """What is whole by now, once."""
        ready, self._ready = self._ready, []
        return ready

    def _doctype(self, *_: object) -> None:
        self._refuse("xml_doctype_refused", "A document type, and so any entity, is not read.")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._seen += 1
        if len(self._path) > MAX_DEPTH:
            self._refuse("xml_too_deep", f"At most {MAX_DEPTH} elements stand in one another.")
        if self._seen > MAX_ELEMENTS:
            self._refuse("xml_too_many_elements", f"At most {MAX_ELEMENTS:,} elements are read.")
        element = Element(name, self._parser.CurrentLineNumber)
        if self._open:
            self._put(element)
        elif tuple(self._path) in self._wanted:
            self._open, self._in_one = [element], 1
        else:
            self._ready.append(("passed", element))

    def _put(self, element: Element) -> None:
        self._in_one += 1
        if self._in_one > MAX_ELEMENTS_IN_ONE:
            self._refuse("xml_too_many_elements", f"One has over {MAX_ELEMENTS_IN_ONE:,} in it.")
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._path.pop()
        if not self._open:
            return
        closed = self._open.pop()
        closed.text = closed.text.strip()
        if not self._open:
            self._ready.append(("kept", closed))

    def _text(self, text: str) -> None:
        if not self._open:
            return
        element = self._open[-1]
        if len(element.text) + len(text) > MAX_TEXT:
            self._refuse("text_too_long", f"At most {MAX_TEXT} characters are read.", element.name)
        element.text += text

    def _refuse(self, code: str, reason: str, field: str | None = None) -> None:
        raise Refused(Fault("", self._parser.CurrentLineNumber, field, code, reason))
