"""When an e-mail that was not taken is tried again, and when no more: policy, not law."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
LAST_ATTEMPT = 48  # after about two days, as GOV.UK Notify makes 48 attempts


def pause_after(attempt: int) -> timedelta:
    """Twice the pause before, up to an hour; attempts count from 1."""
    doublings = min(attempt - 1, 16)  # far past the longest pause
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
