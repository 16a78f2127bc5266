"""What of the matrix can be chosen, asked for in small dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual import work

from qda.analysis.options import CODE, SHOWS, UNITS, WITHINS, Options
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_matrix as words
from qda.tui.screens.asking import Choice, ChoiceDialog, LineDialog
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.seeking import SeekDialog

LONG: Final = 9
"""More choices than this are narrowed by typing."""
LEVELS: Final = (None, 1, 2)
"""The lowest levels of codes shown, in turn; None is all."""


def ways_of(attributes: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What the columns can be, where there are these attributes, each with its kind."""
    named = [f"attribute:{name}" for name, _ in attributes]
    named += [f"month:{name}" for name, kind in attributes if kind == "date"]
    return ("document", "case", "speaker", "coder", CODE, *named)


class MatrixChoosing(BesideScreen):
    """The actions that change what is counted; each counts anew."""

    _options: Options = Options()
    _coders: tuple[str, ...] = ()
    """Whose coding; none means the main coder's."""
    _ways: tuple[str, ...] = ()
    """What the columns can be."""
    _all_coders: tuple[str, ...] = ()

    def _change(self, **changes: object) -> None:
        self._options = self._options.changed(**changes)
        self.renew()

    @work
    async def action_columns(self) -> None:
        """Choose what the columns are."""
        chosen = await self._choose(words.COLUMNS_TITLE, self._ways, self._options.by)
        if chosen is not None:
            unit = None if CODE in (chosen, self._options.by) else self._options.unit
            self._change(by=chosen, unit=unit)

    @work
    async def action_cross(self) -> None:
        """Cross the columns with others, or with nothing any more."""
        first = self._options.by.split(" x ")[0]
        if first in (CODE, "coder"):
            self.notify(words.NOT_CROSSED, timeout=4)
            return
        others = [way for way in self._ways if way not in (CODE, "coder", first)]
        chosen = await self._choose(words.CROSS_TITLE, [words.NOTHING_CROSSED, *others], None)
        if chosen is not None:
            self._change(by=first if chosen == words.NOTHING_CROSSED else f"{first} x {chosen}")

    @work
    async def action_unit(self) -> None:
        """Choose what counts; for codes that occur together, in what."""
        if self._options.by == CODE:
            chosen = await self._choose(words.WITHIN_TITLE, WITHINS, self._options.within)
            if chosen is not None:
                self._change(within=chosen)
            return
        chosen = await self._choose(
            words.UNIT_TITLE, [words.FAIR, *UNITS], self._options.unit or words.FAIR
        )
        if chosen is not None:
            self._change(unit=None if chosen == words.FAIR else chosen, show="number")

    @work
    async def action_coder(self) -> None:
        """Choose whose coding is counted."""
        chosen = await self._choose(words.CODER_TITLE, [*self._all_coders, words.ALL_CODERS], None)
        if chosen is not None:
            all_ = chosen == words.ALL_CODERS
            self._coders = self._all_coders if all_ else (chosen,)
            self.renew()

    async def _choose(self, title: str, ways: Sequence[str], current: str | None) -> str | None:
        choices = [Choice(str(at), words.way(way)) for at, way in enumerate(ways)]
        there = None if current not in ways else str([*ways].index(str(current)))
        dialog = SeekDialog if len(choices) > LONG else ChoiceDialog
        chosen = await self.app.push_screen_wait(dialog(title, choices, there))
        return None if chosen is None else ways[int(chosen)]

    @work
    async def action_filter(self) -> None:
        """Count only where attributes have a value."""
        from qda.codebook.condition import parse_condition

        there = ", ".join(str(condition) for condition in self._options.where)
        typed = await self.app.push_screen_wait(LineDialog(words.FILTER_TITLE, there))
        if typed is not None:
            self._limit("where", parse_condition, [t for t in typed.split(",") if t.strip()])

    @work
    async def action_having(self) -> None:
        """Count only where codes are, or are not."""
        from qda.analysis.having import parse_having

        there = " and ".join(str(having) for having in self._options.having)
        typed = await self.app.push_screen_wait(LineDialog(words.HAVING_TITLE, there))
        if typed is not None:
            self._limit("having", parse_having, [typed] if typed else [])

    def _limit(self, name: str, parse: Callable[[str], object], texts: Sequence[str]) -> None:
        try:
            self._change(**{name: tuple(parse(text.strip()) for text in texts)})
        except QdaError as error:
            self.notify(visible(error.message), severity="error", timeout=8, markup=False)

    def action_show_as(self) -> None:
        """Show numbers, “4 of 9”, or percentages, in turn."""
        at = SHOWS.index(self._options.show)
        self._change(show=SHOWS[(at + 1) % len(SHOWS)], per_words=False)

    def action_per_words(self) -> None:
        """Show rates per 1,000 words, or not."""
        self._change(per_words=not self._options.per_words, show="number")

    def action_level(self) -> None:
        """Show all codes, those at the top, or two levels, in turn."""
        at = LEVELS.index(self._options.level) if self._options.level in LEVELS else 0
        self._change(level=LEVELS[(at + 1) % len(LEVELS)])

    def action_any_code(self) -> None:
        """Add the row of what any code holds, or leave it out."""
        self._change(any_code=not self._options.any_code)

    def action_read_only(self) -> None:
        """Count only documents read to the end, or all."""
        self._change(read=not self._options.read)
