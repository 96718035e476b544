"""Which addresses may be linked, and which words of a link name another host."""

from __future__ import annotations

import pytest

from guidance.content.links.addresses import (
    NO_HOST,
    NO_MAILBOX,
    NO_PAGE,
    address_problem,
    shown_elsewhere,
)


@pytest.mark.parametrize(
    "address",
    [
        "https://osce.org",
        "HTTPS://WWW.OSCE.ORG./",
        "http://www.osce.org:8080/a/(b)?c=d&e#f",
        "https://münchen.de/ä",
        "https://xn--mnchen-3ya.de/%C3%A4",
        "https://яндекс.рф/",
        "https://例え.jp/",
        "mailto:info-cthb@osce.org",
        "mailto:Ada.North+demand@münchen.de",
    ],
)
def test_pages_and_mailboxes_are_accepted(address: str) -> None:
    assert address_problem(address) == ""


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", NO_PAGE),
        ("//osce.org", NO_PAGE),
        ("../../..", NO_PAGE),
        ("/id/2021-P1/", NO_PAGE),
        ("www.osce.org", NO_PAGE),
        ("ftp://osce.org", NO_PAGE),
        ("tel:+431514360", NO_PAGE),
        ("ms-msdt:/id", NO_PAGE),
        ("javascript:alert(1)", NO_PAGE),
        ("JAVASCRIPT://osce.org/%0Aalert(1)", NO_PAGE),
        ("view-source:https://osce.org", NO_PAGE),
        ("blob:https://osce.org/x", NO_PAGE),
        ("https:osce.org", NO_HOST),
        ("https:///osce.org", NO_HOST),
        ("https:\\\\osce.org", NO_HOST),
        ("https://user@osce.org", NO_HOST),
        ("https://user:password@osce.org", NO_HOST),
        ("https://osce.org\\@example.org", NO_HOST),
        ("https://osce.org%2F@example.org", NO_HOST),
        ("https://osce.org:0", NO_HOST),
        ("https://osce.org:65536", NO_HOST),
        ("https://osce.org:80:80", NO_HOST),
        ("https://localhost/", NO_HOST),
        ("https://192.168.0.1/", NO_HOST),
        ("https://3232235521/", NO_HOST),
        ("https://[::1]/", NO_HOST),
        ("https://osce..org/", NO_HOST),
        ("https://-osce.org/", NO_HOST),
        ("https://xn--\u00e4.org/", NO_HOST),
        (f"https://{'a' * 64}.org/", NO_HOST),
        (f"https://{'a.' * 200}org/", NO_HOST),
        ("https://osce.org/a b", NO_HOST),
        ("mailto:", NO_MAILBOX),
        ("mailto:osce.org", NO_MAILBOX),
        ("mailto:a@osce.org,b@osce.org", NO_MAILBOX),
        ("mailto:a@osce.org;b@osce.org", NO_MAILBOX),
        ("mailto:a%2Cb@osce.org", NO_MAILBOX),
        ("mailto:a@osce.org?bcc=b@osce.org", NO_MAILBOX),
        ("mailto:a%40b@osce.org", NO_MAILBOX),
        ("mailto:'a'@osce.org", NO_MAILBOX),
        ("mailto:a@localhost", NO_HOST),
        ("mailto:a@osce.org/b", NO_HOST),
    ],
)
def test_other_addresses_are_refused(address: str, reason: str) -> None:
    assert address_problem(address) == reason


@pytest.mark.parametrize(
    "address",
    [
        "https://osce.org/%0D%0ASet-Cookie",
        "https://osce.org/%E2%80%AE",
        "https://osce.org/\u202e",
        "https://os\u200bce.org/",
        "mailto:a%00@osce.org",
        "mailto:a%0ABcc:b@osce.org",
        "mailto:a@osce.org\n",
    ],
)
def test_hidden_characters_are_refused(address: str) -> None:
    assert address_problem(address).startswith("the address holds")


@pytest.mark.parametrize(
    "address",
    [
        "https://\u043esce.org",
        "https://xn--sce-red.org",
        "https://www.\u043e\u0441\u0435.org",
        "https://xn--80ak6aa92e.com",
        "https://\u0440\u0430y\u0440\u0430l.com",
        "https://\u03bfsce.org",
        "https://f\u0131le.org",
        "https://\uff4fsce.org",
        "mailto:info@\u043esce.org",
        "mailto:info@XN--SCE-RED.org",
    ],
)
def test_hosts_that_look_like_another_are_refused(address: str) -> None:
    assert "looks like another one" in address_problem(address)


@pytest.mark.parametrize(
    ("words", "address", "shown"),
    [
        ("the report", "https://osce.org", ""),
        ("osce.org/cthb", "https://www.osce.org/cthb/1", ""),
        ("https://osce.org", "https://data.osce.org", ""),
        ("münchen.de", "https://xn--mnchen-3ya.de", ""),
        ("info@osce.org", "mailto:info@osce.org", ""),
        ("info@osce.org", "https://www.osce.org/contact", ""),
        ("report.pdf", "https://osce.org/report.pdf", ""),
        ("osce.org", "https://osce.org.example.org/osce.org", "osce.org"),
        ("https://osce.org", "https://example.org/https://osce.org", "osce.org"),
        ("https://user@osce.org", "https://example.org", "user@osce.org"),
        (" www.osce.org ", "https://example.org", "osce.org"),
        ("info@osce.org", "mailto:info@example.org", "info@osce.org"),
        ("info@osce.org", "https://example.org", "osce.org"),
        ("osce.org", "mailto:info@example.org", "osce.org"),
    ],
)
def test_words_name_the_host_that_a_link_leads_to(words: str, address: str, shown: str) -> None:
    assert shown_elsewhere(words, address) == shown
