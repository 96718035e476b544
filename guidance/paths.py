"""Paths of the project's files and folders."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
"""The project's folder, with `mkdocs.yml`, `content/` and `docs/`."""

CONTENT = ROOT / "content"
DOCS = ROOT / "docs"
MKDOCS_SETTINGS = ROOT / "mkdocs.yml"
NODE_MODULES = ROOT / "node_modules"

CACHE = ROOT / ".cache"
"""Files that builds reuse; a preview must not watch this folder, since builds write to it."""
PDF_CACHE = CACHE / "pdf"
FONT_CACHE = CACHE / "fonts"
TEMPLATE_CACHE = CACHE / "templates"
SOUND_FILES = CACHE / "sound-files"

LOCALES = PACKAGE / "locales"
"""Interface words, one `.po` file a language."""
SBOM = PACKAGE / "exports" / "sbom.cdx.json"

THEME = PACKAGE / "site" / "theme"
STYLES = PACKAGE / "site" / "styles"
TEMPLATES = {
    "shared": PACKAGE / "rendering" / "templates",
    "site": PACKAGE / "site" / "templates",
    "theme": THEME,
    "server": PACKAGE / "site" / "server",
    "print": PACKAGE / "pdf" / "templates",
    "preview": PACKAGE / "publishing" / "templates",
}
"""The folders of templates, by the prefix of template names, as in `print/report.html.jinja`."""
TEMPLATE_FOLDERS = (*TEMPLATES.values(), STYLES)
