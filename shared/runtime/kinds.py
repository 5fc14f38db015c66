"""How many streams of each kind are new, and how many have changed."""

from collections import Counter
from collections.abc import Iterable, Mapping

Kinds = Mapping[str, Mapping[str, int]]
NEW, CHANGED = "new", "changed"


def by_kind(streams: Iterable[tuple[str, bool]]) -> dict[str, dict[str, int]]:
    """Count streams that changed, each as its kind and whether it is new."""
    counts: dict[str, Counter[str]] = {}
    for kind, is_new in streams:
        counts.setdefault(kind, Counter())[NEW if is_new else CHANGED] += 1
    return {kind: dict(count) for kind, count in counts.items()}


def added(one: Kinds, other: Kinds) -> dict[str, dict[str, int]]:
    """The counts of both together."""
    return {
        kind: dict(Counter(one.get(kind, {})) + Counter(other.get(kind, {})))
        for kind in {**one, **other}
    }
