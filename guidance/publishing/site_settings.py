"""Settings of `mkdocs.yml`, read without MkDocs: the site's URL and its variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from guidance.library.urls import PLACEHOLDER_URL

PLACEHOLDER_REPOSITORY = "https://code.example/guidance/"
"""The URL of the repository, to which reports of mistakes lead, until someone sets it."""


class SiteSettingsError(Exception):
    """A setting that cannot be used."""


@dataclass(frozen=True)
class SiteSettings:
    """Settings of the site."""

    site_url: str
    """The URL at which the site will be published, with a slash at its end."""
    repository: str
    """The URL of the repository."""
    variables: Mapping[str, str | None]
    """Values of the environment variables that the settings name; None for one that is not set."""

    @property
    def has_site_url(self) -> bool:
        """Whether someone has set the URL of the site."""
        return self.site_url != PLACEHOLDER_URL

    @property
    def has_repository(self) -> bool:
        """Whether someone has set the URL of the repository."""
        return self.repository != PLACEHOLDER_REPOSITORY

    @property
    def public_url(self) -> str:
        """The URL of the site; empty while it is the placeholder."""
        return self.site_url if self.has_site_url else ""


def read_site_settings(path: Path, environment: Mapping[str, str]) -> SiteSettings:
    """Read `mkdocs.yml`, with `!ENV` resolved as MkDocs does.

    Use this instead of the `site_url` of MkDocs, which `mkdocs serve` replaces by the URL of the
    local machine. Raises `SiteSettingsError` if the URL is not absolute.
    """
    loader = _Loader(path.read_text("utf-8"), environment)
    try:
        settings = loader.get_single_data()
    finally:
        loader.dispose()
    site_url = str(settings.get("site_url") or PLACEHOLDER_URL)
    if not urlsplit(site_url).scheme:
        raise SiteSettingsError(
            f"site_url '{site_url}' (mkdocs.yml, or SITE_URL) must begin with https:// or http://"
        )
    repository = str(settings.get("repo_url") or PLACEHOLDER_REPOSITORY)
    return SiteSettings(site_url.rstrip("/") + "/", repository, loader.variables)


class _Loader(yaml.SafeLoader):
    """Loads YAML with `!ENV`; values with any other tag, which only MkDocs needs, become None."""

    def __init__(self, text: str, environment: Mapping[str, str]) -> None:
        super().__init__(text)
        self.environment = environment
        self.variables: dict[str, str | None] = {}

    def environment_value(self, node: yaml.Node) -> object:
        """Return the first variable that is set, else the default, as in `!ENV [NAME, default]`."""
        values = [node] if isinstance(node, yaml.ScalarNode) else [*node.value]
        default = self.construct_object(values.pop()) if len(values) > 1 else None
        names = [str(value.value) for value in values]
        variables = {name: self.environment.get(name) for name in names}
        self.variables |= variables
        return next((value for value in variables.values() if value is not None), default)


_Loader.add_constructor("!ENV", _Loader.environment_value)
_Loader.add_constructor(None, lambda _loader, _node: None)
