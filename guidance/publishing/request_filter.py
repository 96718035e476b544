"""Requests that a preview answers: to its own address, for paths that a file can have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_HOST = re.compile(r"(?P<host>\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::[0-9]{1,5})?", re.I)
_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")
_RELOAD = re.compile(r"/livereload/[0-9]{1,20}/[0-9]{1,20}")
"""The path by which a page asks for a newer version of the site."""


def filter_requests(
    application: WSGIApplication, served_host: str, address: str
) -> WSGIApplication:
    """Answer requests that name another host or an impossible path with an error.

    A page of a foreign site can point its own name at this machine (DNS rebinding). Its browser
    would then hand it the preview, with drafts, if the preview answered to every name.

    Args:
        application: Answers all other requests.
        served_host: The host of the option `--address`.
        address: The URL of the preview, for the message.

    """

    def respond(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if not is_served_host(environ.get("HTTP_HOST", ""), served_host):
            message = f"This preview answers to its own address only. Open {address}\n"
            return _refuse(start, "421 Misdirected Request", message)
        if not is_possible_path(environ["PATH_INFO"]):
            return _refuse(start, "404 Not Found", "There is no page with this address.\n")
        return application(environ, start)

    return respond


def is_served_host(header: str, served_host: str) -> bool:
    """Whether a `Host` header names the served host or this machine, with any port or none.

    A server of all interfaces answers to each IP address: no foreign name can be one.
    """
    match = _HOST.fullmatch(header)
    if not match:
        return False
    host = match["host"].strip("[]").lower()
    if host in ("localhost", served_host.lower()):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or _is_every_interface(served_host)


def is_possible_path(path: str) -> bool:
    """Whether a file or a request of the reloading script can have a path."""
    if path.startswith("/livereload/"):
        return bool(_RELOAD.fullmatch(path))
    # A path with two slashes at its start would be another host in a redirection.
    return not path.startswith("//") and not _CONTROL_CHARACTER.search(path)


def _is_every_interface(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _refuse(start: StartResponse, status: str, message: str) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [message.encode()]
