"""What was listed, and is at hand, of what lies beside the coding: as a screen keeps its cursor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.bench.kept_data import KeptData
from qda.bench.reading import Filter, Reader
from qda.comparing.differing import Between

if TYPE_CHECKING:
    from qda.bench.draft import Place
    from qda.bench.hand import Hand
    from qda.bench.reading import Passage
    from qda.coding.memos import MemoLine


@dataclass(slots=True)
class Beside:
    """Of each list what a number means, and what was said last.

    Attributes:
        there: The document's row and the offset to which `there` goes.
        reader: Reads passages and quotations.
        wanted: The limits of the passages.
        passages: Those listed last; the first is number 1.
        passage: The number of the one said last; 0 for none.
        quotations: The ids of the chosen ones listed last.
        quotation: The number of the one said last; 0 for none.
        hand: The passage or quotation said last.
        quoted: What was said last as a quotation with its source, for the clipboard.
        section: The section that is chosen for.
        places: Of the list said last the document's row and offset of each line; None where it
            leads nowhere.
        memos: Those listed last.
        split: The id of the code that is split.
        split_all: Whether other coders' codings of it are dealt out too.
        targets: The ids of the codes that are offered by numbers.
        passed: The ids of its codings that were passed by.
        use: The id of the coding said last.
        cell: The case and the code of the summary read last.
        heard: The passages of that cell as they were numbered.
        whose: Whose summaries are read; None for the coder's own.
        data: The passages that summaries are of.
        between: Whose coding is compared.
        differences: The keys of the passages on which they differ, as they were listed.
        difference: The number of the one said last; 0 for none.
        orders: Of each such passage who is A and who is B.
    """

    there: tuple[int, int] | None = None
    reader: Reader = field(default_factory=Reader)
    wanted: Filter = field(default_factory=Filter)
    passages: tuple[Passage, ...] = ()
    passage: int = 0
    quotations: tuple[str, ...] = ()
    quotation: int = 0
    hand: Hand | None = None
    quoted: str = ""
    section: str | None = None
    places: tuple[tuple[int, int] | None, ...] = ()
    memos: tuple[MemoLine, ...] = ()
    split: str | None = None
    split_all: bool = False
    targets: tuple[str, ...] = ()
    passed: frozenset[str] = frozenset()
    use: str | None = None
    cell: tuple[str, str] | None = None
    heard: tuple[Place, ...] = ()
    whose: str | None = None
    data: KeptData = field(default_factory=KeptData)
    between: Between = field(default_factory=Between)
    differences: tuple[str, ...] = ()
    difference: int = 0
    orders: dict[str, tuple[str, str]] = field(default_factory=dict)
