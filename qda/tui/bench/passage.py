"""The passage in its interview: the text untouched, the passage set off, the cuts struck out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qda.trimming import Cut
from qda.tui.transcript.sheet import Sheet, Span
from qda.tui.transcript.view import TranscriptView

PASSAGE = "passage"
"""The id of the passage among what is shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the view shows: a stretch of a document, and what of it is cut."""

    document: int
    start: int
    end: int
    code: str
    letters: str
    colour: str | None
    cuts: tuple[Cut, ...] = ()


class PassageView(TranscriptView):
    """A transcript that shows one passage of it; words are selected as in the coding screen."""

    def __init__(self) -> None:
        super().__init__(id="passage")
        self.shown: Shown | None = None
        self.page.tells_review = False  # what is reviewed is another screen's matter

    def show_passage(self, sheet: Sheet, shown: Shown) -> None:
        """Show a passage with what stands around it, the question before it in sight if it fits.

        The place and the selection stay where the same passage is shown again.
        """
        before, self.shown = self.shown, shown
        span = Span(
            PASSAGE, shown.start, shown.end, shown.code, shown.letters, shown.colour, "made", ""
        )
        same_text = before is not None and before.document == shown.document
        same_place = same_text and before is not None and before.start == shown.start
        if same_place and self.sheet is sheet:
            self.set_spans([span])
        else:
            self.show(sheet, [span], cursor=shown.start, top=self._top_for(sheet, shown.start))
            self.focused_code = shown.code
        self.choose_span(PASSAGE)
        self.set_cuts([(cut.start, cut.end) for cut in shown.cuts])

    def selected_within(self, start: int, end: int) -> tuple[int, int] | None:
        """What of a stretch is selected; None where nothing is."""
        if self.selection is None:
            return None
        low, high = max(start, self.selection[0]), min(end, self.selection[1])
        return (low, high) if low < high else None

    def _top_for(self, sheet: Sheet, start: int) -> int:
        """The offset to have at the top: the question's, or one near above the passage."""
        turns: Sequence[int] = [at for at, turn in enumerate(sheet.turns) if turn.start <= start]
        asked = [sheet.turns[at].start for at in turns if sheet.turns[at].role == "interviewer"]
        room = max(1, self.page.columns.text_width * max(2, self.room.height // 2))
        return asked[-1] if asked and start - asked[-1] <= room else max(0, start - room // 2)
