"""Changes of the cases and their attributes, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

Values = tuple[str, ...] | None
"""As `qda.project.attributes.Values`, which the first paint does not wait for."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Say what a case has in an attribute: () is unknown, None does not apply."""

    case: str
    attribute: str
    values: Values


@dataclass(frozen=True, slots=True)
class NewCase:
    """Make a case, the last of all."""

    name: str


@dataclass(frozen=True, slots=True)
class RenameCase:
    """Give a case another name; the memos on it go with it."""

    case: str
    name: str


@dataclass(frozen=True, slots=True)
class RemoveCase:
    """Take a case away, with what is known of it; its documents stay."""

    case: str


@dataclass(frozen=True, slots=True)
class TieCase:
    """Say where a case speaks: each ``document`` or ``document@speaker``; nowhere else."""

    case: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewAttribute:
    """Make an attribute of the cases, the last of all."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class RenameAttribute:
    """Give an attribute another name."""

    attribute: str
    name: str


@dataclass(frozen=True, slots=True)
class RemoveAttribute:
    """Take an attribute away, with what it says of every case and the bands made of it."""

    attribute: str


@dataclass(frozen=True, slots=True)
class SetBands:
    """Make bands of the numbers of an attribute, by where they begin; no limits: no bands."""

    name: str
    of: str
    limits: str


CaseChange = (
    SetValue
    | NewCase
    | RenameCase
    | RemoveCase
    | TieCase
    | NewAttribute
    | RenameAttribute
    | RemoveAttribute
    | SetBands
)


def word_of(change: CaseChange) -> str:
    """A change in words, for the history and for the coder; never a value."""
    match change:
        case SetValue(case=case, attribute=attribute):
            return f"set {attribute} of {case}"
        case NewCase(name=name):
            return f"new case {name}"
        case RenameCase(case=case, name=name):
            return f"rename case {case} to {name}"
        case RemoveCase(case=case):
            return f"remove case {case}"
        case TieCase(case=case):
            return f"tie {case} to documents"
        case NewAttribute(name=name):
            return f"new attribute {name}"
        case RenameAttribute(attribute=attribute, name=name):
            return f"rename attribute {attribute} to {name}"
        case RemoveAttribute(attribute=attribute):
            return f"remove attribute {attribute}"
        case SetBands(name=name, limits=limits):
            return f"set bands {name}" if limits else f"remove bands {name}"
