"""Staff in a list: by the id of the roster, with the name it knows them by."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from shared.runtime.problems import Problem


class StaffSchema(Schema):
    """A member of staff; the name where the roster knows one by this id."""

    staff_id = fields.UUID(required=True)
    name = fields.String(required=True, allow_none=True)


@dataclass(frozen=True)
class KnownStaff:
    """The staff of the roster, asked by their ids."""

    select: Callable[[Mapping[str, Any]], list[Any]]

    def names(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """The names of those the roster knows."""
        found = self.select({"staff_member_id in": sorted(set(ids))})
        return {one.staff_member_id: f"{one.given_name} {one.family_name}" for one in found}

    def refuse_unknown(self, ids: Iterable[UUID], field: str) -> None:
        """Raises `Problem` 404 where the roster does not know one of them."""
        wanted = set(ids)
        if wanted - set(self.names(wanted)):
            raise Problem(404, "staff_member_unknown", field=field)


def shown(staff_id: UUID, names: Mapping[UUID, str]) -> dict[str, Any]:
    """One of the staff, to be shown."""
    return {"staff_id": staff_id, "name": names.get(staff_id)}
