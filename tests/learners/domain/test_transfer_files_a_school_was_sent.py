from dataclasses import replace
from typing import Any
from uuid import UUID

from services.learners.domain.roll.transfer_file import (
    ImportTransferFile,
    TransferCounts,
    TransferFileImported,
    transfer_files,
)
from shared.testing.scenario import given
from tests.learners.learner_facts import SCHOOL

SAID: dict[str, Any] = {
    "import_id": UUID(int=81),
    "school_id": SCHOOL,
    "source": "6652130",
    "digest": "0" * 64,
    "counts": TransferCounts(pupils=1, new=1, moved=0, changed=0, unchanged=0, warnings=0),
    "warnings": (),
}
IMPORT, IMPORTED = ImportTransferFile(**SAID), TransferFileImported(**SAID)


def test_an_import_is_put_on_record() -> None:
    given(transfer_files).when(IMPORT).then(IMPORTED)


def test_the_same_import_is_put_on_record_once() -> None:
    given(transfer_files, IMPORTED).when(IMPORT).then_nothing()


def test_another_import_is_put_on_record_beside_it() -> None:
    other = replace(IMPORT, import_id=UUID(int=82))
    given(transfer_files, IMPORTED).when(other).then(replace(IMPORTED, import_id=UUID(int=82)))
