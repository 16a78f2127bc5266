"""The look of the transcript widget: calm, the text in front, everything else half as loud.

Without colours (NO_COLOR, 16 colours) the same is told by attribute, glyph and letter.
"""

from __future__ import annotations

from typing import Final

CSS: Final = """
TranscriptSurface {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;

    .transcript--number { color: $foreground 38%; }
    .transcript--current-number { color: $foreground; text-style: bold; }
    .transcript--bar { color: $primary; }
    .transcript--mark { color: $warning; }
    .transcript--reviewed { color: $success; }
    .transcript--unreviewed { color: $foreground 45%; }
    .transcript--speaker { color: $foreground 80%; text-style: bold; }
    .transcript--interviewer { color: $foreground 50%; }
    .transcript--stripe { color: $foreground 65%; }
    .transcript--failed-stripe { color: $error; text-style: bold; }
    .transcript--more { color: $foreground 55%; }

    .transcript--aside { color: $foreground 58%; }
    .transcript--current { background: $foreground 7%; }
    .transcript--coded { text-style: underline; }
    .transcript--pending { text-style: underline italic; }
    .transcript--failed { color: $error; text-style: underline italic; }
    .transcript--focused { text-style: underline; }
    .transcript--chosen { background: $foreground 18%; }
    .transcript--cut { color: $foreground 55%; text-style: strike; }
    .transcript--hit { background: $warning 35%; text-style: bold; }
    .transcript--selected { background: $primary 40%; color: $foreground; }
    .transcript--cursor { text-style: reverse; }

    &:blur .transcript--cursor { text-style: underline; }

    &:ansi {
        .transcript--number { color: ansi_default; text-style: dim; }
        .transcript--interviewer { color: ansi_default; text-style: dim; }
        .transcript--aside { color: ansi_default; text-style: dim; }
        .transcript--current { background: ansi_default; }
        .transcript--focused { text-style: underline bold; }
        .transcript--chosen { background: ansi_default; text-style: reverse; }
        .transcript--cut { color: ansi_default; text-style: strike dim; }
        .transcript--hit { background: ansi_default; text-style: bold reverse; }
        .transcript--selected { background: ansi_default; text-style: reverse; }
    }
    &:nocolor {
        .transcript--failed { color: $foreground; text-style: underline italic; }
        .transcript--failed-stripe { color: $foreground; text-style: bold; }
        .transcript--focused { text-style: underline bold; }
        .transcript--chosen { text-style: bold; }
        .transcript--hit { text-style: bold reverse; }
        .transcript--selected { text-style: reverse; }
    }
}
"""
