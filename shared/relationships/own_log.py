"""In the service that publishes them, relationships are folded with the append: no wait."""

from collections.abc import Callable
from dataclasses import replace

from shared.modelling.recorded import Recorded
from shared.runtime.projection import Projection


def folded_from_own_log(
    projection: Projection, publish: Callable[[Recorded], object | None]
) -> Projection:
    """The same read model, of the messages that a service's own events become for others."""

    def told(fact: Recorded) -> Recorded:
        return replace(fact, event=publish(fact))

    return replace(
        projection,
        key_of=lambda fact: projection.key_of(told(fact)),
        project=lambda row, fact: projection.project(row, told(fact)),
    )
