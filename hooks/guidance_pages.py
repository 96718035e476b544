"""MkDocs events: each is one call into the package `guidance`, which knows nothing of MkDocs."""

from __future__ import annotations

import logging
import mimetypes
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jinja2 import Environment  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.livereload import LiveReloadServer  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402
from mkdocs.utils import CountHandler  # noqa: E402

from guidance import screen_fonts  # noqa: E402
from guidance.addresses import PLACEHOLDER, canonical  # noqa: E402
from guidance.engine import EngineError  # noqa: E402
from guidance.policy import server_files  # noqa: E402
from guidance.press import Press  # noqa: E402
from guidance.preview import Preview, bare_page, template_trouble  # noqa: E402
from guidance.problems import ContentError  # noqa: E402
from guidance.publication import Publication, Published, open_publication  # noqa: E402
from guidance.setting_aside import Aside, set_aside  # noqa: E402
from guidance.site import Trouble  # noqa: E402
from guidance.text import first_sentence  # noqa: E402
from guidance.words import open_words  # noqa: E402
from guidance.writing import write_files  # noqa: E402

CACHE = ROOT / ".cache" / "press"


@dataclass
class Live:
    """What `mkdocs serve` has to know from one build to the next: MkDocs runs this file once, and the events again and again."""

    is_serving: bool = False
    preview: Preview | None = None
    held: dict[str, Published] = field(default_factory=dict)
    """All other generated files by their path: a preview hands them out from here, since most of them are never asked for."""
    failure: Trouble | None = None
    """Why the last build came to no end."""


LIVE = Live()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is a preview, which ends tidily by a signal to stop as it does by Ctrl+C."""
    LIVE.is_serving = command == "serve"
    if LIVE.is_serving:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Lets warnings be warnings in a preview: only a build ends with them."""
    if LIVE.is_serving:
        log = logging.getLogger("mkdocs")
        log.handlers = [handler for handler in log.handlers if not isinstance(handler, CountHandler)]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every generated file, and puts the generated pages before those written by hand in the navigation."""
    publication = _publication(config)
    if publication is None:
        return _nothing_but_problems(config)
    config.extra["frames"] = {}
    for published in _published(publication):
        if files.get_file_from_path(published.uri):
            raise PluginError(f"docs/{published.uri} stands where a page is generated; give it another name")
        if LIVE.is_serving and not published.uri.endswith((".md", ".html")):
            LIVE.held[published.uri] = published
            continue
        files.append(_file(published, config))
        if published.frame:
            config.extra["frames"][published.uri] = published.frame
    config.nav = [*publication.navigation(), *(config.nav or [])]
    config.extra["acknowledgement"] = publication.acknowledgement
    config.extra["structured"] = publication.structured()
    config.extra["troubles"] = publication.troubles
    config.extra["origins"] = publication.origins
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Gives each page the address by which it is known."""
    if page.canonical_url:
        page.canonical_url = canonical(page.canonical_url)
    return page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Describes pages written by hand by their first sentence, and keeps the finished HTML of the others from the Markdown reader."""
    if not page.file.generated_by:
        page.meta.setdefault("description", first_sentence(markdown))
        return markdown
    if frame := config.extra["frames"].get(page.file.src_uri):
        page.meta["template"] = frame
    page.meta["aside"] = aside = set_aside(markdown)
    return aside.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the finished HTML back; links from other pages may lead into it."""
    aside: Aside | None = page.meta.pop("aside", None)
    if not aside:
        return html
    page.present_anchor_ids = (page.present_anchor_ids or set()) | aside.anchors
    return aside.restored(html)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Lets the theme take its words from the catalogue, ask early for fonts, and escape all text, which MkDocs by itself leaves as it is."""
    env.globals["say"] = open_words()
    env.globals["fonts"] = screen_fonts.for_pages()
    env.autoescape = True
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the settings of servers, which depend on what stands in the pages."""
    if not LIVE.is_serving:
        site = Path(config.site_dir)
        write_files(server_files(site), site)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """A server that goes on whatever happens: where a build fails, the browser is told why instead of waiting for ever."""

    def build() -> None:
        try:
            builder()
            LIVE.failure = None
        except (Exception, SystemExit) as error:
            logging.getLogger("mkdocs").error("The preview could not be renewed: %s", error)
            LIVE.failure = template_trouble(error)

    def instead(code: int) -> bytes | None:
        found = [LIVE.failure] if LIVE.failure else LIVE.preview.troubles if LIVE.preview and not LIVE.preview.shown else ()
        return bare_page(found, open_words(), again=1).encode() if found else usual(code)

    usual = server.error_handler
    host, port = config.dev_addr
    patient = LiveReloadServer(build, host=host, port=port, root=server.root, mount_path=server.mount_path, polling_interval=0.1)
    patient.error_handler = instead
    patient.set_app(_held_first(patient))
    for path in (config.docs_dir, config.config_file_path):
        patient.watch(path)
    return patient


def _held_first(server: LiveReloadServer) -> WSGIApplication:
    """Hands out what is held in memory, and all else as the server does."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        published = LIVE.held.get(environ["PATH_INFO"].removeprefix(server.mount_path))
        if not published:
            return server.serve_request(environ, start)
        kind = mimetypes.guess_type(published.uri)[0] or "application/octet-stream"
        start("200 OK", [("Content-Type", kind)])
        return [published.data]

    return answer


def _publication(config: MkDocsConfig) -> Publication | None:
    """The publication that `build.py` hands over, or the content with what is printed of it already; None where a preview has nothing to show yet."""
    handed: Publication | None = config.extra.get("publication")
    if handed:
        return handed

    def opened() -> Publication:
        return open_publication(ROOT / config.extra["content"], _configured_address(config))

    if LIVE.is_serving:
        LIVE.preview = LIVE.preview or Preview(opened, Press(CACHE))
        LIVE.preview.renew()
        for trouble in LIVE.preview.troubles:
            logging.getLogger("mkdocs").error("%s", trouble)
        return LIVE.preview.shown
    try:
        return opened().with_held(Press(CACHE))
    except ContentError as error:
        raise PluginError(f"the content has {len(error.problems)} problems:\n{error}") from None


def _nothing_but_problems(config: MkDocsConfig) -> Files:
    """The one page of a preview that cannot show anything yet."""
    config.nav = []
    config.theme.static_templates = set()
    found = LIVE.preview.troubles if LIVE.preview else ()
    return Files([File.generated(config, "index.html", content=bare_page(found, open_words()))])


def _configured_address(config: MkDocsConfig) -> str:
    """The site's address as it is set: while serving, MkDocs puts the one of this machine in its place."""
    return next((str(given["site_url"]) for given in config.user_configs if given.get("site_url")), PLACEHOLDER)


def _published(publication: Publication) -> tuple[Published, ...]:
    """All files of a publication; what is not installed ends the build."""
    if LIVE.preview:
        return LIVE.preview.files
    try:
        return tuple(publication.files())
    except EngineError as error:
        raise PluginError(str(error)) from None


def _file(published: Published, config: MkDocsConfig) -> File:
    if published.file:
        return File.generated(config, published.uri, abs_src_path=str(published.file))
    file = File.generated(config, published.uri, content=published.content)
    file.edit_uri = f"../{published.origin}" if published.origin else None
    return file
