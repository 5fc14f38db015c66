from pathlib import Path
from uuid import UUID

import pytest

from deploy.native.kafka import Broker, prepare
from deploy.native.ports import any_free_port


def test_a_cluster_whose_id_begins_with_a_hyphen_is_prepared_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One id of 64 does, and was taken for an option."""
    monkeypatch.setattr("deploy.native.kafka.uuid.uuid4", lambda: UUID(bytes=b"\xf8" * 16))
    broker = Broker(tmp_path, any_free_port(), any_free_port())
    prepare(broker)
    assert "cluster.id=-Pj4" in (broker.data / "meta.properties").read_text()
