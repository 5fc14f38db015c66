"""A container engine, for the tests that need one."""

import pytest

from tests.containers.engine import why_not


@pytest.fixture(scope="session")
def engine() -> None:
    """Skips where containers cannot run, and says why."""
    reason = why_not()
    if reason is not None:
        pytest.skip(f"no containers here: {reason}")
