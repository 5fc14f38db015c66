"""Appends: one event that opens a stream, one more of a stream, and ten at once."""

from collections.abc import Callable, Iterator
from itertools import cycle
from statistics import median

from tests.bench.bed import Bed, Diaries, diary
from tests.bench.figures import Figure, rate
from tests.bench.library import LibraryDiaries, LibraryDiary, library
from tests.bench.limit import plain_insert
from tests.bench.timing import ratio, turns

ROUNDS, TIMES = 7, 300
NOTES = 10  # in a diary that is written on


def measure(bed: Bed) -> Iterator[Figure]:
    """Ours with commitment, chain and inline read model; the library; one bare INSERT."""
    ours, times = bed.diaries("appending"), bed.sized(TIMES, 150)
    with library(bed.stores.superuser) as theirs, ours.store.connect() as connection:
        works = {
            "ours": lambda: ours.note(diary()),
            "theirs": lambda: opened(theirs, 1),
            "plain": plain_insert(connection),
        }
        took = turns(works, times, ROUNDS)
        yield beside("One event, new stream", took, "library", took["theirs"], 1.5)
        yield beside("One event, new stream", took, "plain INSERT", took["plain"], 0.5)
        took = turns(
            {"ours": writing_on(ours), "theirs": library_writing_on(theirs)}, times, ROUNDS
        )
        yield beside("One event more of ten", took, "library", took["theirs"], 1.5)
        works = {"ours": lambda: ours.note(diary(), 10), "theirs": lambda: opened(theirs, 10)}
        took = turns(works, times // 3, ROUNDS)
        yield beside("Ten events, new stream", took, "library", took["theirs"], 1.5)


def beside(
    what: str, took: dict[str, list[float]], name: str, theirs: list[float], aim: float
) -> Figure:
    """A figure in transactions per second."""
    return Figure(
        what=what,
        ours=rate(1 / median(took["ours"])),
        beside=f"{name} {rate(1 / median(theirs))}",
        ratio=ratio(took["ours"], theirs),
        aim=aim,
    )


def opened(theirs: LibraryDiaries, notes: int) -> None:
    """A new aggregate of so many events."""
    made = LibraryDiary()
    for _ in range(notes - 1):
        made.note()
    theirs.save(made)


def writing_on(ours: Diaries) -> Callable[[], object]:
    """A note more in one of many diaries that hold about ten."""
    streams = [diary() for _ in range(200)]
    ours.note_in([(stream, NOTES) for stream in streams])
    next_one = cycle(streams)
    return lambda: ours.note(next(next_one))


def library_writing_on(theirs: LibraryDiaries) -> Callable[[], object]:
    """The same: the aggregate is got, changed and saved."""
    made = [LibraryDiary() for _ in range(200)]
    for one in made:
        for _ in range(NOTES - 1):
            one.note()
    theirs.save(*made)
    next_one = cycle([one.id for one in made])

    def write() -> None:
        known: LibraryDiary = theirs.repository.get(next(next_one))
        known.note()
        theirs.save(known)

    return write
