"""Settling a passage on which two coders differ: decisions and rules, each an act of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from qda.codebook.edits import NewContents
from qda.codebook.tree import LANGUAGE
from qda.coding.changes import Choice as Accepted
from qda.coding.changes import Decide, EditCodebook, SettleAgreed
from qda.coding.disagreeing import blind_order
from qda.comparing.differing import Between, Differing
from qda.text import visible
from qda.tui import words_disagreements as words
from qda.tui.reports import Report, Saved
from qda.tui.screens.asking import Choice, ChoiceDialog
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.dialogs import LinesDialog

if TYPE_CHECKING:
    from qda.comparing.differing import Passage

REVEALED_S = 8
"""How long it is shown who was A and who was B."""


class Settling(BesideScreen):
    """The verbs on the passage at hand. Which one that is, subclasses say."""

    found = Differing(Between())
    """What the two differ on."""

    @property
    def passage(self) -> Passage | None:
        """The passage at hand."""
        raise NotImplementedError

    def settled(self, key: str) -> None:
        """A passage has just been settled; the next one is to come."""
        raise NotImplementedError

    def order(self, passage: Passage) -> tuple[str, str]:
        """Who is A and who is B: drawn once for each passage, or as it was when it was settled."""
        if passage.decisions:
            first, second = passage.decisions[0].shown
            return first, second
        if passage.key not in self._orders:
            first, second = blind_order(self.found.between.coders)
            self._orders[passage.key] = first, second
        return self._orders[passage.key]

    def on_mount(self) -> None:
        """No order is drawn yet."""
        self._orders: dict[str, tuple[str, str]] = {}
        self._keys: dict[str, str] = {}

    def take_report(self, report: Report) -> None:
        """Say who is who once a decision is on disk, and not before."""
        if isinstance(report, Saved):
            for change in report.act.changes:
                if isinstance(change, Decide):
                    self.notify(
                        visible(words.revealed(change.choice, change.shown)),
                        timeout=REVEALED_S,
                        markup=False,
                    )
                    self.settled(self._keys.pop(change.decision, ""))
        super().take_report(report)

    @work
    async def action_accept(self, choice: Accepted) -> None:
        """Settle the passage, with a reason."""
        passage = self.passage
        if passage is None:
            return
        shown, layer = self.order(passage), self.found.layer
        me = self.home.work.coder
        said = next((one.reason for one in passage.decisions if one.by == me), "")
        others = ", ".join(one.by for one in passage.decisions if one.by != me)
        dialog = LinesDialog(words.accept(choice, others), said, words.REASON_KEYS)
        reason = await self.app.push_screen_wait(dialog)
        if reason is None:
            return
        place = passage.document, passage.found.start, passage.found.end
        change = Decide(*place, shown, choice, reason, layer)
        self._keys[change.decision] = passage.key
        self.perform(change)

    @work
    async def action_rule(self) -> None:
        """Write a rule into the definition of a code that is in dispute here."""
        passage = self.passage
        if passage is None:
            return
        book, looks = self.home.work.codebook, self.home.work.looks
        codes = sorted(
            (code for code in frozenset().union(*passage.found.applied) if code in book),
            key=[code.id for code in book].index,
        )
        code = codes[0] if len(codes) == 1 else None
        if len(codes) > 1:
            choices = [Choice(id_, looks[id_].name) for id_ in codes]
            code = await self.app.push_screen_wait(ChoiceDialog(words.WHICH_CODE, choices))
        if code is None:
            return
        fields = [Choice(field, name) for field, name in words.RULE_FIELDS.items()]
        name = looks[code].name
        field = await self.app.push_screen_wait(ChoiceDialog(words.rule_for(name), fields))
        if field is None:
            return
        rule = await self.app.push_screen_wait(LinesDialog(words.RULE, "", words.RULE_KEYS))
        if rule:
            self._write_rule(code, field, rule)

    def _write_rule(self, code: str, field: str, rule: str) -> None:
        there = self.home.work.codebook.get(code)
        if there is not None:
            text = getattr(there, field).with_line(rule, LANGUAGE)
            self.perform(EditCodebook(NewContents(code, field, text)))
            self.notify(words.rule_written(self.home.work.looks[code].name), markup=False)

    def action_agreed(self) -> None:
        """Take into the consensus what both agree on, in all documents compared."""
        coders = self.found.between.coders
        if self.found.trouble or len(coders) != 2:
            return
        first, second = coders
        documents = self.found.documents
        self.perform(*(SettleAgreed(one, (first, second), self.found.layer) for one in documents))
        self.notify(words.AGREED_TAKEN, timeout=5)
