import pytest

from tests.shared.probing import Probing
from tests.shared.read_models.rebuilding import rebuilt, table

CHANGES = {
    "changed": ("UPDATE tallies SET count = count + 1 WHERE counter_id = %(one)s", 1, 1),
    "changed within its JSON": (
        """UPDATE tallies SET marks = marks || jsonb_build_array(marks -> 0)
        WHERE counter_id = %(one)s""",
        1,
        1,
    ),
    "taken out": ("DELETE FROM tallies WHERE counter_id = %(one)s", 0, 1),
    "put in": (
        """INSERT INTO tallies SELECT authority, gen_random_uuid(), subject_id, count, last, size,
        counted_on, marks, largest FROM tallies WHERE counter_id = %(one)s""",
        1,
        0,
    ),
    "moved to another authority": (
        "UPDATE tallies SET authority = '997' WHERE counter_id = %(one)s",
        1,
        1,
    ),
}


@pytest.mark.parametrize(("change", "live", "anew"), CHANGES.values(), ids=CHANGES)
def test_a_row_changed_by_hand_is_found_and_put_right(
    log: Probing, change: str, live: int, anew: int
) -> None:
    before = table(log, "tallies")
    with log.store.connect("owner") as owner:
        owner.execute(change.encode(), {"one": before[0][1]})
    checked = rebuilt(log, "tallies", swap=False)
    assert (checked.equal, checked.only_live, checked.only_rebuilt) == (False, live, anew)
    assert not rebuilt(log, "tallies", swap=False).equal, "a check leaves everything as it is"
    assert not rebuilt(log, "tallies").equal
    assert table(log, "tallies") == before
