"""What was listed, and is at hand, of what lies beside the coding: as a screen keeps its cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


@dataclass(slots=True)
class Beside:
    """Of each list what a number means, and the one said last.

    Attributes:
        there: The document's row and the offset to which `there` goes.
    """

    there: tuple[int, int] | None = None
