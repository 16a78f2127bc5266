"""Which passages the bench shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import work

from qda.bench.reading import Filter
from qda.tui import words_quotations as words
from qda.tui.bench.base import BenchBase
from qda.tui.screens.asking import Choice
from qda.tui.screens.seeking import choosing

EVERY = ""
"""The key of the choice that takes a limit away."""


class Filtering(BenchBase):
    """The actions that limit what is shown."""

    def limit(self, **limits: Any) -> None:
        """Change some limits, and read again; the fields are those of `Filter`."""
        self.wanted = replace(self.wanted, **limits)
        self.renew()
        self.set_focus(self.table)

    @work
    async def action_only_code(self) -> None:
        """Show the passages of one code."""
        looks = self.home.work.looks.values()
        choices = [Choice(look.id, "  " * look.depth + look.name, look.letters) for look in looks]
        chosen = await self._limit_by(words.WHICH_CODE, words.ALL_CODES, choices, self.wanted.code)
        if chosen is not None:
            self.listed = "passages"
            self.limit(code=chosen or None)

    @work
    async def action_only_case(self) -> None:
        """Show the passages of one informant."""
        choices = [
            Choice(name, name, words.given_short(sum(self.bench.given_to(name).values())))
            for name in self.bench.informants
        ]
        chosen = await self._limit_by(
            words.WHICH_CASE, words.ALL_INFORMANTS, choices, self.wanted.case
        )
        if chosen is not None:
            self.listed = "passages"
            self.limit(case=chosen or None)

    @work
    async def action_only_value(self) -> None:
        """Show the passages of informants with a value of an attribute."""
        pairs = [(name, value) for name, values in self.bench.values for value in values]
        choices = [Choice(str(at), f"{name}: {value}") for at, (name, value) in enumerate(pairs)]
        now = self.wanted.attribute
        current = str(pairs.index(now)) if now in pairs else None
        chosen = await self._limit_by(words.WHICH_VALUE, words.ALL_VALUES, choices, current)
        if chosen is not None:
            self.listed = "passages"
            self.limit(attribute=pairs[int(chosen)] if chosen else None)

    @work
    async def action_only_coder(self) -> None:
        """Show what another coder coded, or all of them."""
        choices = [Choice(name, name) for name in self.bench.coders]
        chosen = await self._limit_by(words.WHOSE, words.ALL_CODERS, choices, self.wanted.coder)
        if chosen is not None:
            self.listed = "passages"
            self.limit(coder=chosen)

    @work
    async def action_only_section(self) -> None:
        """Show the chosen of one section; it is the one chosen for from then on."""
        choices = [Choice(name, name) for name in self.bench.sections]
        chosen = await self._limit_by(
            words.WHICH_SECTION, words.ALL_SECTIONS, choices, self.wanted.section
        )
        if chosen is not None:
            self.listed = "chosen"
            self.section = chosen or self.section
            self.limit(section=chosen or None)

    def action_only_quotable(self) -> None:
        """Show only what is marked as worth quoting, or all again."""
        self.listed = "passages"
        self.limit(quotable=not self.wanted.quotable)

    def action_only_all(self) -> None:
        """Show everything."""
        self.wanted = Filter()
        self.limit()

    async def _limit_by(
        self, title: str, every: str, choices: list[Choice], current: str | None
    ) -> str | None:
        """What is chosen; '' for everything, None where the coder leaves."""
        shown = [Choice(EVERY, every), *choices]
        dialog = choosing(title, shown, current or EVERY)
        return await self.app.push_screen_wait(dialog)
