"""What a rule of the check consists of: its name, its reason and its severity."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """Whether what a rule finds keeps the content from being published."""

    PROBLEM = "problem"
    ADVICE = "advice"


class ExplainedRule(StrEnum):
    """Base of the rules; it has none itself."""

    explanation: str
    """The rule and its reason in Markdown, for editors: the text of its section."""

    severity: Severity
    """Whether it finds problems, or gives advice."""

    def __new__(cls, name: str, explanation: str, severity: Severity = Severity.PROBLEM) -> Self:
        """Create a rule with its name as the value."""
        rule = str.__new__(cls, name)
        rule._value_ = name
        rule.explanation = explanation
        rule.severity = severity
        return rule
