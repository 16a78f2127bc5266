"""The layout of the screens at every size, and the look of the dialogs."""

from __future__ import annotations

from typing import Final

BREAKPOINTS: Final = [(0, "-narrow"), (100, "-normal"), (150, "-wide")]
"""The classes of a screen by its width in cells."""

CSS: Final = """
.coding { layers: base above; }

#desk { height: 1fr; layout: grid; }
#transcript {
    border-top: solid $foreground 25%;
    border-title-color: $foreground 70%;
    border-title-style: bold;
    &:focus { border-top: solid $primary; border-title-color: $foreground; }
}

#codebook, #here {
    background: $background;
    border: none;
    border-top: solid $foreground 25%;
    border-title-color: $foreground 70%;
    padding: 0 1;
    scrollbar-size-vertical: 1;
    &:focus { border-top: solid $primary; border-title-color: $foreground; }
}
#codebook { border-right: vkey $foreground 12%; height: 100%; }
#codebook > .option-list--option-highlighted { background: $foreground 7%; color: $foreground; }
#codebook:focus > .option-list--option-highlighted { background: $primary 45%; }
OptionList:ansi > .option-list--option-highlighted,
#codebook:ansi > .option-list--option-highlighted {
    background: ansi_default; color: ansi_default; text-style: reverse;
}
#codebook:ansi > .option-list--option-highlighted { text-style: underline; }
#codebook:ansi:focus > .option-list--option-highlighted { text-style: reverse; }
OptionList:nocolor > .option-list--option-highlighted { text-style: reverse; }
#codebook:nocolor > .option-list--option-highlighted { text-style: underline; }
#codebook:nocolor:focus > .option-list--option-highlighted { text-style: reverse; }

/* Wide: codebook, transcript, here. Less wide: here below. Narrow: the codebook on demand. */
#desk { grid-size: 3 1; grid-columns: 34 1fr 42; grid-rows: 1fr; }
#desk.-no-codebook { grid-size: 2 1; grid-columns: 1fr 42; }
.coding.-normal #desk { grid-size: 2 2; grid-columns: 34 1fr; grid-rows: 1fr 7; }
.coding.-normal #codebook { row-span: 2; }
.coding.-narrow #desk, .coding.-normal #desk.-no-codebook {
    grid-size: 1 2; grid-columns: 1fr; grid-rows: 1fr 5;
}
.coding.-narrow #desk.-codebook {
    grid-size: 2 2; grid-columns: 30 1fr; grid-rows: 1fr 5;
}
.coding.-narrow #desk.-codebook #codebook { row-span: 2; display: block; }
.coding.-narrow #codebook, #desk.-no-codebook #codebook { display: none; }

.coding.-zen #codebook, .coding.-zen #here, .coding.-zen #pins,
.coding.-zen #keys { display: none; }
.coding.-zen #desk, .coding.-narrow.-zen #desk, .coding.-normal.-zen #desk {
    grid-size: 1 1; grid-columns: 1fr; grid-rows: 1fr;
}

#pins { height: 1; background: $foreground 4%; padding: 0 1; text-wrap: nowrap; }
#keys { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
#status { height: 1; padding: 0 1; background: $foreground 9%; text-overflow: ellipsis;
          text-wrap: nowrap; }

Picker, MemoDialog, NumberDialog, HelpDialog, LeavingDialog,
PastDialog {
    align: center middle;
    background: $background 55%;
}
#picker, #memo, #number, #help, #leaving, #past {
    width: 64; max-width: 96%; height: auto; max-height: 90%;
    background: $surface; border: round $primary; padding: 0 1;
}
#picker-target, #picker-keys, #memo-keys, #number-keys, #past-keys { color: $text-muted; }
#number-keys, #past-keys { margin-top: 1; }
#picker-input { border: none; border-bottom: solid $foreground 25%; height: 2; padding: 0; }
#picker-definition {
    height: 3; color: $foreground 70%; border-top: solid $foreground 12%; display: none;
}
#picker-codes { height: auto; max-height: 12; border: none; padding: 0; background: $surface;
    text-wrap: nowrap; text-overflow: ellipsis; }
#memo-words { height: 10; border: none; padding: 0; background: $surface; }
#memo-title, #past-title, #number-title { text-style: bold; margin-bottom: 1; }
#number { width: 40; }
#number-input, #number-input:focus {
    border: none; border-bottom: solid $foreground 25%; height: 2; padding: 0;
}
#help { width: 84; height: 90%; scrollbar-gutter: stable; }

/* A notice takes little more room than its words: it lies over what is read. Of several, the
   last loses its lowest row to the edge of the rack; that row must not be one of words. */
Toast { padding: 0 1 1 1; }
"""
