from pathlib import Path

import pytest

from shared.runtime.settings import SettingMissing, Settings, read_settings


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.__annotations__:
        monkeypatch.delenv(f"LLWYBR_{name.upper()}", raising=False)


def test_what_is_not_given_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLWYBR_DATABASE", "dbname=targets")
    assert read_settings() == Settings(database="dbname=targets")


def test_each_setting_is_read_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLWYBR_DATABASE", "dbname=targets")
    monkeypatch.setenv("LLWYBR_DATABASE_PASSWORD_FILE", "/run/secrets/password")
    monkeypatch.setenv("LLWYBR_PORT", "8001")
    monkeypatch.setenv("LLWYBR_KAFKA", "kafka:9092")
    settings = read_settings()
    assert settings.database_password_file == Path("/run/secrets/password")
    assert settings.port == 8001
    assert settings.need("kafka") == "kafka:9092"


@pytest.mark.parametrize("given", [None, ""])
def test_without_a_database_no_process_starts(
    monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    if given is not None:
        monkeypatch.setenv("LLWYBR_DATABASE", given)
    with pytest.raises(SettingMissing, match="LLWYBR_DATABASE"):
        read_settings()


@pytest.mark.parametrize("given", ["many", "-1", "8.5", " 8", "1e3"])
def test_a_number_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("LLWYBR_DATABASE", "dbname=targets")
    monkeypatch.setenv("LLWYBR_WORKERS", given)
    with pytest.raises(ValueError, match="LLWYBR_WORKERS"):
        read_settings()


def test_what_only_some_processes_need_is_missed_by_those() -> None:
    with pytest.raises(SettingMissing, match="LLWYBR_KAFKA"):
        Settings(database="dbname=targets").need("kafka")
