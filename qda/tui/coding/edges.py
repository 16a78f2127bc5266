"""Moving the start or the end of a coding: by keys in a mode of its own, or by the mouse."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from textual import on

from qda.coding.changes import MoveEdge
from qda.text import visible
from qda.tui import words
from qda.tui.coding.base import CodingBase
from qda.tui.transcript import messages
from qda.tui.transcript.selection import moved_edge
from qda.tui.transcript.sheet import Span
from qda.tui.transcript.view import TranscriptView
from qda.tui.work import moved

IN_THE_MODE: Final = ("edge_step", "edge_other", "edge_at", "edge_keep", "edge_leave")
ALSO: Final = ("help", "next_look", "zen", "stripes", "toggle_codebook", "quit")
"""What else the keys do while an end is moved; all other verbs wait until it is kept or left."""


@dataclass(frozen=True, slots=True)
class Grip:
    """A coding whose end is in the coder's hand: as it was, as it is shown, and which end."""

    before: Span
    now: Span
    edge: str

    @property
    def cursor(self) -> int:
        """Where the cursor stands, so that the end is in sight."""
        return self.now.start if self.edge == "start" else self.now.end - 1


class Edges(CodingBase):
    """The actions that move the ends of a coding; what was moved is kept as one act."""

    grip: Grip | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys mean other things while an end is moved."""
        if action in IN_THE_MODE:
            return self.grip is not None
        own = getattr(self, f"action_{action}", None) is not None
        return self.grip is None or action in ALSO or not own

    def mode_words(self) -> str:
        """Which end is moved, and the keys."""
        return words.moving_edge(self.grip.edge) if self.grip else super().mode_words()

    def mode_keys(self) -> Collection[str]:
        """Those that move an end."""
        if self.grip is None:
            return super().mode_keys()
        return [action.id for action in self.actions if action.mode]

    def is_in_hand(self, coding: str) -> bool:
        """Whether a coding's end is being moved."""
        return self.grip is not None and self.grip.now.id == coding

    def leave_modes(self) -> None:
        """Let go of the end."""
        self.grip = None
        super().leave_modes()

    def action_edge(self) -> None:
        """Take the end of the coding in focus in hand."""
        span = self.view.focused_span
        if self._target() is not None and self._can_move(span):
            assert span is not None
            self.selecting = False
            self.view.clear_selection()
            self.view.focus()
            self._hold(Grip(span, span, "end"))

    def action_edge_step(self, step: int) -> None:
        """Move the end by a word."""
        if self.grip is not None:
            now, edge = self.grip.now, self.grip.edge
            start, end = moved_edge(self.view.sheet, (now.start, now.end), edge, step)
            self._hold(replace(self.grip, now=replace(now, start=start, end=end, state="pending")))

    def action_edge_other(self) -> None:
        """Move the other end from here on."""
        if self.grip is not None:
            self.action_edge_at("end" if self.grip.edge == "start" else "start")

    def action_edge_at(self, edge: str) -> None:
        """Move the start, or the end, from here on."""
        if self.grip is not None:
            self._hold(replace(self.grip, edge=edge))

    def action_edge_keep(self) -> None:
        """Keep the ends as they are shown."""
        grip, self.grip = self.grip, None
        if grip is not None:
            self.view.put_span(grip.before)
            self._move_edges(grip.before, grip.now.start, grip.now.end)

    def action_edge_leave(self) -> None:
        """Leave the ends as they were."""
        grip, self.grip = self.grip, None
        if grip is not None:
            self.view.put_span(grip.before)
            self._reload()
            self._show_here()

    @on(TranscriptView.EdgeDragged)
    def _edge_dragged(self, event: messages.EdgeDragged) -> None:
        if self._target() is not None and self._can_move(event.span):
            self.grip = None
            self._move_edges(event.span, event.start, event.end)

    def _can_move(self, span: Span | None) -> bool:
        if span is None or span.state == "going":
            self.notify(words.NO_CODING_HERE, timeout=2)
        elif span.coder != self.work.coder:
            self.notify(words.not_yours(visible(span.coder)), timeout=3, markup=False)
        else:
            return True
        return False

    def _hold(self, grip: Grip) -> None:
        self.grip = grip
        self.view.put_span(grip.now)
        self.view.go_to_offset(grip.cursor)
        self.view.choose_span(grip.now.id)
        self._show_here()

    def _move_edges(self, span: Span, start: int, end: int) -> None:
        if (start, end) == (span.start, span.end):
            self.notify(words.NOTHING_MOVED, timeout=2)
        else:
            change = MoveEdge(span.id, start, end)
            self.view.put_span(moved(span, change))
            self.perform(change)
        self._show_here()
