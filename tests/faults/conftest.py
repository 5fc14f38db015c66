"""One system for all the tests of this folder: what one of them breaks, the next one sees."""

from collections.abc import Iterator

import pytest

from tests.faults.trial import Trial, trial_running


@pytest.fixture(scope="package")
def trial() -> Iterator[Trial]:
    with trial_running() as running:
        yield running
