"""What is wrong in a file, said to a person: file, line, column, value, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Severity = Literal["error", "warning"]
MOST_SHOWN = 200
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Issue:
    """`message` is translated when it is read; `file` and `values` fill its %(name)s."""

    sentence: str | Promise
    severity: Severity = "error"
    file: str = ""
    line: int = 0
    column: str = ""
    value: str = ""
    values: tuple[tuple[str, object], ...] = ()

    @property
    def message(self) -> str:
        text = str(self.sentence)
        return text % {"file": self.file, **dict(self.values)} if "%(" in text else text

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "message": self.message,
        }


@dataclass
class Issues:
    """Collects every issue, keeps the first 200 of each severity and counts the others."""

    errors: list[Issue] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)
    more_errors: int = 0
    more_warnings: int = 0

    def error(
        self, sentence: str | Promise, file: str = "", line: int = 0, column: str = "",
        value: object = "", **values: object,
    ) -> None:  # fmt: skip
        self.add(Issue(sentence, "error", file, line, column, shortened(value), _pairs(values)))

    def warn(
        self, sentence: str | Promise, file: str = "", line: int = 0, column: str = "",
        value: object = "", **values: object,
    ) -> None:  # fmt: skip
        self.add(Issue(sentence, "warning", file, line, column, shortened(value), _pairs(values)))

    def add(self, issue: Issue) -> None:
        kept = self.errors if issue.severity == "error" else self.warnings
        if len(kept) < MOST_SHOWN:
            kept.append(issue)
        elif issue.severity == "error":
            self.more_errors += 1
        else:
            self.more_warnings += 1

    def extend(self, others: "Issues") -> None:
        """Adds the others, and what they only counted."""
        for issue in (*others.errors, *others.warnings):
            self.add(issue)
        self.more_errors += others.more_errors
        self.more_warnings += others.more_warnings

    @property
    def refused(self) -> bool:
        return bool(self.errors)

    def listed(self, severity: Severity) -> Iterator[Issue]:
        """The issues kept, then "and N more" when some were only counted."""
        errors = severity == "error"
        yield from self.errors if errors else self.warnings
        more = self.more_errors if errors else self.more_warnings
        if more:
            sentence = AND_MORE_ERRORS if errors else AND_MORE_WARNINGS
            yield Issue(sentence, severity, values=(("more", more),))


AND_MORE_ERRORS = _("… et %(more)s autres erreurs : corrigez d’abord celles-ci.")
AND_MORE_WARNINGS = _("… et %(more)s autres remarques.")


def shortened(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _pairs(values: dict[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(values.items())
