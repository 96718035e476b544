"""Settings of mkdocs.yml as they are read without MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from guidance.library.urls import PLACEHOLDER_URL
from guidance.paths import MKDOCS_SETTINGS
from guidance.publishing.site_settings import (
    PLACEHOLDER_REPOSITORY,
    SiteSettingsError,
    read_site_settings,
)

SETTINGS = """
site_url: !ENV [SITE_URL, OTHER_URL, "https://guidance.example/"]
repo_url: !ENV REPO_URL
pages: [!!python/name:os.path.join , !relative docs]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return tmp_path / "mkdocs.yml"


@pytest.mark.parametrize(
    ("environment", "site_url"),
    [
        ({}, PLACEHOLDER_URL),
        ({"SITE_URL": ""}, PLACEHOLDER_URL),
        ({"SITE_URL": "https://one.example.org"}, "https://one.example.org/"),
        ({"SITE_URL": "https://one.example.org/a/"}, "https://one.example.org/a/"),
        ({"OTHER_URL": "https://two.example.org/"}, "https://two.example.org/"),
    ],
)
def test_the_url_comes_from_the_first_variable_that_is_set(
    environment: dict[str, str], site_url: str, path: Path
) -> None:
    settings = read_site_settings(path, environment)
    assert settings.site_url == site_url
    assert settings.has_site_url == (site_url != PLACEHOLDER_URL)
    assert settings.public_url == (site_url if settings.has_site_url else "")


def test_all_variables_are_listed_with_their_values(path: Path) -> None:
    settings = read_site_settings(path, {"REPO_URL": "https://code.example.org/", "TERM": "dumb"})
    assert settings.variables == {
        "SITE_URL": None,
        "OTHER_URL": None,
        "REPO_URL": "https://code.example.org/",
    }


def test_a_url_without_a_scheme_is_refused(path: Path) -> None:
    with pytest.raises(SiteSettingsError, match=r"'one\.example\.org' .* must begin with https://"):
        read_site_settings(path, {"SITE_URL": "one.example.org"})


def test_the_url_is_the_one_that_mkdocs_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    for environment in ({}, {"SITE_URL": "https://one.example.org/guidance"}):
        monkeypatch.delenv("SITE_URL", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings = read_site_settings(MKDOCS_SETTINGS, environment)
        assert load_config(str(MKDOCS_SETTINGS)).site_url == settings.site_url


def test_the_repository_is_known_where_it_is_set(path: Path) -> None:
    assert not read_site_settings(path, {}).has_repository
    assert read_site_settings(path, {"REPO_URL": "https://code.example.org/"}).has_repository
    settings = read_site_settings(MKDOCS_SETTINGS, {})
    assert settings.repository == PLACEHOLDER_REPOSITORY
