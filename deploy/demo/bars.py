"""Steps for many, a few at once, with a bar for each kind of step."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

AT_ONCE = 3

T = TypeVar("T")
Run = Callable[[str, Iterable[T], Callable[[T], Any]], list[Any]]


@contextmanager
def bars() -> Iterator[Run[Any]]:
    """`run(what, whom, step)`: the step for each of them, a few at once, with a bar."""
    columns = (TextColumn("{task.description:<48}"), BarColumn(), MofNCompleteColumn())
    with (
        Progress(*columns, TimeElapsedColumn()) as shown,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):

        def run(what: str, whom: Iterable[Any], step: Callable[[Any], Any]) -> list[Any]:
            asked = [pool.submit(step, one) for one in whom]
            bar = shown.add_task(what, total=len(asked))
            try:
                for done in as_completed(asked):
                    done.result()
                    shown.advance(bar)
            finally:
                for one in asked:
                    one.cancel()
            return [one.result() for one in asked]

        yield run
