from pathlib import Path

import pytest

from config import BadSetting, Settings


def read(folder: Path, **variables: str) -> Settings:
    return Settings.from_environment({"DATA_DIR": str(folder), **variables})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PORT", "٨٠"),
        ("DEMO", "yes"),
        ("PAGE_CACHE_MIB", "many"),
        ("TRUSTED_PROXIES", "-1"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "nonsense"),
        ("REDIS_URL", "localhost:6379"),
        ("SITE_URL", "news.example.com"),
        ("MEDIA_URL", "s3://bucket/prefix"),
        ("ADMIN_EMAIL", "nobody"),
    ],
)
def test_value_that_cannot_be_understood_names_its_variable_and_an_example(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(BadSetting) as refusal:
        read(tmp_path, **{name: value})
    assert str(refusal.value).startswith(f"{name}=")
    assert f"for example {name}=" in str(refusal.value)


def test_password_of_the_database_is_not_printed(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as refusal:
        read(tmp_path, DATABASE_URL="mysql://user:hidden@localhost/x")
    assert "hidden" not in str(refusal.value)


def test_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path, PORT="", REDIS_URL=" ")
    assert (settings.host, settings.port, settings.redis_url) == ("127.0.0.1", 8000, None)
    assert settings.database_url == f"sqlite:///{tmp_path / 'dateline.sqlite3'}"
    assert settings.media_dir == tmp_path / "media"


def test_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 40
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(BadSetting, match="DATA_DIR="):
        read(file / "below")
