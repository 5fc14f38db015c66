"""A log that read models can be rebuilt from."""

import pytest

from shared.runtime import folding, rebuild
from tests.shared.probe_service import PROBE, Close, Count, Size
from tests.shared.probing import Probing, counter
from tests.stores import Store

ODD = ("Siân\tŵ", "back\\slash", 'quo"te', "line\nbreak", "\\N", "{}", "O'Brien", "")


@pytest.fixture
def log(own_store: Store, authority: str, monkeypatch: pytest.MonkeyPatch) -> Probing:
    """Forty counters of eight subjects, some of them closed; read in many pages."""
    monkeypatch.setattr(rebuild, "PAGE", 7)
    monkeypatch.setattr(folding, "CHUNK", 7)
    monkeypatch.setattr(folding, "PART", 100)
    log = Probing(PROBE, own_store, authority)
    subjects = [counter() for _ in range(8)]
    streams = [counter(subjects[nth % 8].subject) for nth in range(40)]
    names = tuple(name for name in ODD if name)
    log.execute(*((stream, Count(names=names, size=Size.LARGE)) for stream in streams))
    log.execute(*((stream, Close()) for stream in streams[::4]))
    return log
