"""New codes, made while coding."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qda.codebook.edit import IN_VIVO, free_id, label_of
from qda.codebook.edits import NewCode
from qda.coding.changes import Act, EditCodebook
from qda.text import visible
from qda.tui import words
from qda.tui.coding.base import CodingBase
from qda.tui.looks import CodeLook


class Coining(CodingBase):
    """The actions that make a code and put it on."""

    def action_in_vivo(self) -> None:
        """Make a code of the words selected and put it on them."""
        if self.view.selection is None:
            self.notify(words.NO_WORDS_SELECTED, timeout=3)
            return
        target = self._target()
        if target is None or self.work.document is None:
            return
        label = label_of(self.work.document.text[slice(*target.place)])
        looks = self.work.looks.values()
        there = [k.id for k in looks if k.name == visible(label) and not k.retired]
        if there:
            self._apply(there[0], target)
        elif label:
            self._coin(label, None, partial(self._apply, target=target), IN_VIVO)
            self._after_act()

    def _coin(
        self, label: str, under: str | None, then: Callable[[str], object], named: str = ""
    ) -> None:
        """Make a code; what is to be done with it waits until it is there.

        Args:
            label: What the coder will see.
            under: The code it lies under; None for the one in focus.
            then: Takes the new code's id.
            named: What its id is made from, where that is not the label.
        """
        id_ = self.free_id(named or label)
        above = self.work.looks[under] if under else self._above()
        self.awaited[id_] = then
        self.perform(EditCodebook(NewCode(id_, label, above.id if above else None)))

    def free_id(self, label: str) -> str:
        """An id made from a label that no code has, nor one that is on its way."""
        coming = {new.id for act in self.unsaved.values() for new in new_codes(act)}
        return free_id(self.work.codebook, label, coming)

    def _above(self) -> CodeLook | None:
        """The code that a new one would lie under: the one in focus; None for the top."""
        look = self.work.looks.get(self.view.focused_code or "")
        return None if look is None or look.retired else look


def new_codes(act: Act) -> list[NewCode]:
    """The codes that an act makes."""
    edits = (change.edit for change in act.changes if isinstance(change, EditCodebook))
    return [edit for edit in edits if isinstance(edit, NewCode)]
