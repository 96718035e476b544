"""A preview answers to the host that it serves, and to paths that exist."""

from __future__ import annotations

import pytest

from guidance.publishing.request_filter import is_possible_path, is_served_host


@pytest.mark.parametrize(
    ("header", "served_host"),
    [
        ("192.0.2.1:8000", "192.0.2.1"),
        ("localhost", "192.0.2.1"),
        ("192.0.2.1:8000", "0.0.0.0"),
        ("[2001:db8::1]", "::"),
        ("[::1]:8000", "::1"),
        ("127.0.0.2", "127.0.0.1"),
    ],
)
def test_a_served_host_is_known(header: str, served_host: str) -> None:
    assert is_served_host(header, served_host)


@pytest.mark.parametrize(
    ("header", "served_host"),
    [
        ("192.0.2.1", "127.0.0.1"),
        ("192.0.2.1", "192.0.2.2"),
        ("attacker.example", "0.0.0.0"),
        ("attacker.example", "::"),
        ("localhost,attacker.example", "localhost"),
        ("localhost:8000:1", "localhost"),
        ("localhost/", "localhost"),
        ("localhost\n", "localhost"),
        ("[localhost]", "localhost"),
        ("localhost.", "localhost"),
        ("0x7f.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        (f"{'a' * 1_000_000}", "localhost"),
        (f"localhost:{'9' * 5000}", "localhost"),
        ("", ""),
    ],
    ids=lambda text: text[:30],
)
def test_any_other_host_is_refused(header: str, served_host: str) -> None:
    assert not is_served_host(header, served_host)


@pytest.mark.parametrize("path", ["/", "/2021/panels/1/", "/data/guidance.json", "/livereload/1/2"])
def test_the_path_of_a_page_is_possible(path: str) -> None:
    assert is_possible_path(path)


@pytest.mark.parametrize("character", [*map(chr, range(32)), chr(127)], ids=repr)
def test_no_path_has_a_control_character(character: str) -> None:
    assert not is_possible_path(f"/people{character}/")
