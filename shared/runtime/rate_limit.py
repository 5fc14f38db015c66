"""How many requests a sender may make, counted by Postgres for all worker processes together."""

import hashlib
import math
from datetime import timedelta
from itertools import count

from shared.runtime.database import Database

BURST_SECONDS = 15.0
TIDY_EVERY = 1000

_USE = "SELECT use_rate(%s, %s, %s, %s)"
# Whoever has used up nothing is as one who was never seen.
_FORGET = "DELETE FROM request_rates WHERE authority = %s AND used_until < now()"


class RateLimit:
    """So many requests a minute for each sender, of which a quarter may come at once.

    Zero a minute means that nothing is counted.
    """

    def __init__(self, database: Database, per_minute: int) -> None:
        self._database = database
        self._every = timedelta(minutes=1 / per_minute) if per_minute else None
        self._used = count(1)

    def use(self, authority: str, sender: str) -> int | None:
        """Count one request; gives the whole seconds to wait, where it is one too many.

        What is refused uses up nothing. `sender` is kept as a digest only.
        """
        if self._every is None:
            return None
        digest = hashlib.sha256(sender.encode()).digest()[:16]
        burst = max(timedelta(seconds=BURST_SECONDS), self._every)
        with self._database.connection() as connection:
            row = connection.execute(_USE, (authority, digest, self._every, burst)).fetchone()
        if next(self._used) % TIDY_EVERY == 0:
            self.tidy(authority)
        assert row is not None
        return None if row[0] is None else max(1, math.ceil(row[0].total_seconds()))

    def tidy(self, authority: str) -> None:
        """Forget whoever may send as much as somebody new."""
        with self._database.transaction() as connection:
            connection.execute("SELECT set_config('llwybr.authority', %s, true)", (authority,))
            connection.execute(_FORGET, (authority,))
