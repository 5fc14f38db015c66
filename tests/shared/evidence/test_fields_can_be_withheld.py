import json

from hypothesis import given
from hypothesis import strategies as st

from shared.runtime import evidence
from tests.checking import seals
from tests.checking.seals import canonical
from tests.shared.probe_service import Count
from tests.shared.probing import Probing, counter

VALUES = st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=5)
FIELDS = st.dictionaries(st.text("abcdefgh_", min_size=1), VALUES, min_size=1, max_size=5)
SALTS = st.binary(min_size=32, max_size=32)


@given(FIELDS, SALTS)
def test_two_verifiers_agree_on_a_commitment(fields: dict[str, object], salt: bytes) -> None:
    body = canonical(fields)
    assert evidence.commitment(body, salt) == seals.committed(body, salt)


@given(FIELDS, SALTS, VALUES, st.data())
def test_a_commitment_changes_with_any_field(
    fields: dict[str, object], salt: bytes, value: object, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(fields)))
    changed = fields | {name: value}
    same = json.dumps(changed) == json.dumps(fields)
    before = evidence.commitment(canonical(fields), salt)
    assert (evidence.commitment(canonical(changed), salt) == before) is same


@given(FIELDS, SALTS, st.data())
def test_a_commitment_changes_with_a_field_left_out_or_renamed(
    fields: dict[str, object], salt: bytes, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(fields)))
    before = evidence.commitment(canonical(fields), salt)
    rest = {other: value for other, value in fields.items() if other != name}
    assert evidence.commitment(canonical(rest), salt) != before
    assert evidence.commitment(canonical(rest | {f"{name}z": fields[name]}), salt) != before


@given(FIELDS, SALTS, SALTS)
def test_equal_payloads_of_two_events_have_different_commitments(
    fields: dict[str, object], salt: bytes, other: bytes
) -> None:
    body = canonical(fields)
    same = evidence.commitment(body, salt) == evidence.commitment(body, other)
    assert same is (salt == other)


@given(FIELDS, SALTS, st.data())
def test_any_fields_can_be_withheld_and_the_rest_still_verifies(
    fields: dict[str, object], salt: bytes, data: st.DataObject
) -> None:
    withheld = data.draw(st.sets(st.sampled_from(sorted(fields))))
    leaves = {name: evidence.field_leaf(name, fields[name], salt) for name in withheld}
    shown = {name: seals.leaf(name, fields[name], salt) for name in fields if name not in withheld}
    together = leaves | shown
    rebuilt = seals.root(together[name] for name in sorted(together))
    assert rebuilt == evidence.commitment(canonical(fields), salt)


def test_a_withheld_fields_leaf_cannot_be_found_by_trying_its_values() -> None:
    shown_salt = bytes(32)
    leaf = evidence.field_leaf("need", "autism", b"\x01" * 32)
    assert leaf != evidence.field_leaf("need", "autism", shown_salt)


def test_every_event_is_salted_for_itself_so_equal_payloads_do_not_show(probe: Probing) -> None:
    probe.execute((counter(), Count(names=("Siân", "Siân"))), (counter(), Count(names=("Siân",))))
    probe.count(counter(), "Siân")
    found = probe.rows(
        "SELECT body, salt, commitment FROM payloads JOIN events USING (authority, position)"
        " WHERE authority = %s"
    )
    bodies, salts, commitments = (set(column) for column in zip(*found, strict=True))
    assert (len(bodies), len(salts), len(commitments)) == (1, 4, 4)
    assert {len(salt) for salt in salts} == {32}
