"""A command of the plain mode, and how it is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from qda.plain.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Command:
    """What can be typed.

    Attributes:
        name: Its word.
        short: The short form; '' where it has none.
        takes: What stands after it; in brackets what may be left out, '' for nothing.
        does: What it does, as help.
        run: Does it, and says what it did.
        completes: What the first word after it is completed from.
    """

    name: str
    short: str
    takes: str
    does: str
    run: Callable[[Sitting, str], Iterable[str]]
    completes: Literal["codes", "documents", "cases", "commands", ""] = ""

    @property
    def needs(self) -> bool:
        """Whether something has to stand after it."""
        return bool(self.takes) and not self.takes.startswith("[")
