"""A fact with its label, for lists of what is known of a conference or a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A fact with its label."""

    label: str
    value: str
    """Text; empty where the fact is absent."""
    address: str = ""
    """The URL to which the value links; empty for plain text."""


def facts(*all_facts: Fact) -> list[Fact]:
    """The facts that are known."""
    return [fact for fact in all_facts if fact.value]
