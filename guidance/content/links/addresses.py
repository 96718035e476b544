"""Find what keeps an address from being linked: no web page, no mailbox, or a misleading host."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from guidance.diagnostics.invisible_characters import INVISIBLE, invisible_character_message
from guidance.diagnostics.look_alikes import LookAlike, twin_of
from guidance.diagnostics.mixed_alphabets import alphabets_of

ALLOWED_SCHEMES = ("https", "http", "mailto")
NO_PAGE = "allowed: addresses that begin with https://, http:// or mailto:"
NO_HOST = (
    "allowed: the plain name of a host, such as https://www.osce.org/cthb, "
    "or an e-mail address, such as mailto:info-cthb@osce.org"
)
NO_MAILBOX = "allowed: one e-mail address and nothing behind it, such as mailto:info-cthb@osce.org"
_WEB = re.compile(
    r"https?://(?P<host>[^\s/?#:]+)(?::(?P<port>[1-9][0-9]{0,4}))?(?:[/?#]\S*)?", re.IGNORECASE
)
_MAIL = re.compile(r"mailto:(?P<mailbox>[a-z0-9][a-z0-9._+-]*)@(?P<host>[^\s@]+)", re.IGNORECASE)
_LABEL = re.compile(r"\w(?:[\w-]{0,61}\w)?")
_MAX_HOST = 253
"""Characters of a host's name, by RFC 1035."""
_TOP_LEVEL = r"(?:com|edu|eu|gov|info|int|mil|net|org|[a-z]{2})"
_SHOWN_ADDRESS = re.compile(
    rf"(?:https?://(?P<web>[^\s/?#]+)|(?:[\w.+-]+@)?(?P<bare>(?:[\w-]+\.)+{_TOP_LEVEL})\.?)"
    r"(?:[/?#]\S*)?",
    re.IGNORECASE,
)
"""Words that a reader takes for an address."""


def address_problem(address: str) -> str:
    """Why an address must not be linked, with what is allowed; empty if nothing is wrong.

    Allowed are web pages of a host with a public name, and single mailboxes, without user,
    password, or anything that hides where the address leads.
    """
    scheme = address.partition(":")[0].lower()
    if scheme not in ALLOWED_SCHEMES or ":" not in address:
        return NO_PAGE
    if re.search(r"[\t\n\r]", unquote(address)):
        return "the address holds a line break or a tab; delete it"
    if match := INVISIBLE.search(unquote(address)):
        return f"the address {invisible_character_message(match.group())}"
    if scheme == "mailto":
        match = _MAIL.fullmatch(address)
        return _host_fault(match["host"]) if match else NO_MAILBOX
    match = _WEB.fullmatch(address)
    if not match or int(match["port"] or 0) > 65_535:
        return NO_HOST
    return _host_fault(match["host"])


def shown_elsewhere(words: str, address: str) -> str:
    """The host or mailbox that the words of a link show, if its address leads to another one."""
    shown = _SHOWN_ADDRESS.fullmatch(words.strip())
    target = _WEB.fullmatch(address) or _MAIL.fullmatch(address)
    if not shown or not target:
        return ""
    if target.re is _MAIL and "@" in words:
        is_same = f"mailto:{words.strip()}".casefold() == address.casefold()
        return "" if is_same else words.strip()
    name, host = (_bare_host(name) for name in (shown["web"] or shown["bare"], target["host"]))
    return "" if host == name or host.endswith(f".{name}") else name


def _bare_host(host: str) -> str:
    labels = host.casefold().removeprefix("www.").removesuffix(".").split(".")
    return ".".join(_decoded(label) for label in labels)


def _host_fault(host: str) -> str:
    """Why the name of a host is not accepted: no public name, or one that looks like another."""
    labels = [_decoded(label) for label in host.removesuffix(".").split(".")]
    is_public = len(labels) > 1 and not labels[-1].isdigit() and len(host) <= _MAX_HOST
    if not is_public or not all(map(_LABEL.fullmatch, labels)):
        return NO_HOST
    return next((reason for label in labels if (reason := _look_alike_problem(label))), "")


def _decoded(label: str) -> str:
    """A part of a host's name as people read it; as it is, if its Punycode is not valid."""
    if not label.lower().startswith("xn--") or len(label) > _MAX_HOST:
        return label
    try:
        return unicodedata.normalize("NFC", label[4:].encode("ascii").decode("punycode"))
    except UnicodeError:
        return ""


def _look_alike_problem(label: str) -> str:
    """Why a part of a host's name looks like another one: its letters, or some of them."""
    if label.isascii():
        return ""
    alphabets, twins = alphabets_of(label), [twin_of(character) for character in label]
    letters = [
        twin for character, twin in zip(label, twins, strict=True) if not character.isascii()
    ]
    is_latin = set(alphabets) <= {"LATIN"}
    if len(alphabets) > 1 or (any(letters) if is_latin else all(letters)):
        place = next(
            (n for n, twin in enumerate(twins) if twin),
            next(n for n, character in enumerate(label) if not character.isascii()),
        )
        description = LookAlike(place, label[place], twins[place]).description
        return f"its host holds {description}, and looks like another one; copy the address again"
    return ""
