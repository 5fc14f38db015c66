from pathlib import Path

import pytest

from shared.runtime.settings import SettingMissing, Settings, SettingUnsafe, read_settings

STRONG = "q3Xv-0Zk8_fYt1LmB7wR"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.__annotations__:
        monkeypatch.delenv(f"LLWYBR_{name.upper()}", raising=False)


def test_what_is_not_given_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLWYBR_DATABASE", "dbname=targets")
    assert read_settings() == Settings(database="dbname=targets")


def test_each_setting_is_read_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text(STRONG)
    monkeypatch.setenv("LLWYBR_DATABASE", "dbname=targets")
    monkeypatch.setenv("LLWYBR_DATABASE_PASSWORD_FILE", str(tmp_path / "password"))
    monkeypatch.setenv("LLWYBR_PORT", "8001")
    monkeypatch.setenv("LLWYBR_KAFKA", "kafka:9092")
    settings = read_settings()
    assert settings.database_password_file == tmp_path / "password"
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


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("LLWYBR_DATABASE", "dbname=targets")
    return monkeypatch


WEAK = ["", "short", "a" * 40, "ab" * 20, "LlwybrLlwybr2026", "my-password-is-long-9"]


@pytest.mark.parametrize("environment", ["production", "compose", "staging"])
@pytest.mark.parametrize("secret", WEAK)
def test_a_weak_secret_is_refused_by_name_and_never_told(
    given: pytest.MonkeyPatch, tmp_path: Path, environment: str, secret: str
) -> None:
    (tmp_path / "file").write_text(secret + "\n")
    given.setenv("LLWYBR_ENVIRONMENT", environment)
    given.setenv("LLWYBR_DATABASE_PASSWORD_FILE", str(tmp_path / "file"))
    with pytest.raises(SettingUnsafe) as refused:
        read_settings()
    told = str(refused.value)
    assert told == "LLWYBR_DATABASE_PASSWORD_FILE holds a weak or well-known secret"


@pytest.mark.parametrize("environment", ["native", "test"])
def test_a_developers_machine_may_have_a_weak_secret(
    given: pytest.MonkeyPatch, tmp_path: Path, environment: str
) -> None:
    (tmp_path / "file").write_text("weak")
    given.setenv("LLWYBR_ENVIRONMENT", environment)
    given.setenv("LLWYBR_DATABASE_PASSWORD_FILE", str(tmp_path / "file"))
    assert read_settings().environment == environment


def test_a_secret_that_is_not_there_is_named(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv("LLWYBR_DATABASE_PASSWORD_FILE", str(tmp_path / "nothing"))
    with pytest.raises(SettingMissing, match="LLWYBR_DATABASE_PASSWORD_FILE"):
        read_settings()


def test_a_password_in_a_connection_string_is_refused_and_not_told(
    given: pytest.MonkeyPatch,
) -> None:
    given.setenv("LLWYBR_DATABASE", f"dbname=targets password={STRONG}")
    with pytest.raises(SettingUnsafe, match="LLWYBR_DATABASE") as refused:
        read_settings()
    assert STRONG not in str(refused.value)


@pytest.mark.parametrize("name", ["ISSUER", "FAMILY_ISSUER"])
@pytest.mark.parametrize("environment", ["production", "staging", "prodution"])
def test_an_issuer_is_asked_over_https_unless_it_is_known_to_be_harmless(
    given: pytest.MonkeyPatch, environment: str, name: str
) -> None:
    given.setenv("LLWYBR_ENVIRONMENT", environment)
    given.setenv(f"LLWYBR_{name}", "http://issuer.test")
    with pytest.raises(SettingUnsafe, match=f"LLWYBR_{name} is not https"):
        read_settings()
    given.setenv(f"LLWYBR_{name}", "https://issuer.test")
    assert read_settings().https_only


@pytest.mark.parametrize("environment", ["native", "test", "compose"])
def test_a_development_issuer_may_do_without_tls(
    given: pytest.MonkeyPatch, environment: str
) -> None:
    given.setenv("LLWYBR_ENVIRONMENT", environment)
    given.setenv("LLWYBR_ISSUER", "http://issuer:8000")
    assert not read_settings().https_only


def test_one_issuer_for_both_doors_is_refused(given: pytest.MonkeyPatch) -> None:
    given.setenv("LLWYBR_ISSUER", "https://issuer.test")
    given.setenv("LLWYBR_FAMILY_ISSUER", "https://issuer.test")
    with pytest.raises(SettingUnsafe, match="one door"):
        read_settings()
