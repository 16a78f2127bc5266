"""The one registry of commands: it feeds the reader of lines, `help`, completion and the docs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qda.errors import QdaError
from qda.plain import (
    again,
    asking,
    booking,
    coining,
    edging,
    gathering,
    jumping,
    marking,
    moving,
    noting,
    searching,
    words,
)
from qda.plain.command import Command
from qda.plain.commands_study import STUDY_COMMANDS
from qda.plain.sitting import Sitting
from qda.plain.topics import TOPICS, topic_of


def perform_line(sitting: Sitting, line: str) -> Iterator[str]:
    """Do what a line says; an empty one is `next`, a number alone is `go`.

    Raises:
        QdaError: It is not understood, or cannot be done.
    """
    word, _, typed = line.strip().partition(" ")
    typed = typed.strip()
    if word.isdecimal() and not typed:
        word, typed = "go", word
    command = find_command(word or NEXT)
    if typed and not command.takes:
        raise QdaError(f"`{command.name}` takes nothing after it, so nothing was done.")
    if command.needs and not typed:
        raise QdaError(f"`{command.name}` needs something after it: {command.takes}.")
    sitting.refresh()
    yield from command.run(sitting, typed)


def find_command(word: str) -> Command:
    """The command of a word or its short form.

    Raises:
        QdaError: There is none.
    """
    for command in COMMANDS:
        if word.casefold() in filter(None, (command.name, command.short)):
            return command
    raise QdaError(f"there is no command “{word}”; `help` lists them.")


def table() -> str:
    """The commands as a table in Markdown."""
    rows = ["| command | short | what it does |", "| --- | --- | --- |"]
    for command in COMMANDS:
        called = f"{command.name} {command.takes}".strip()
        short = f"`{command.short}`" if command.short else ""
        rows.append(f"| `{called}` | {short} | {command.does} |")
    return "\n".join(rows) + "\n"


def _help(_sitting: Sitting, typed: str) -> Iterator[str]:
    """Say the topics with their commands; or explain those of a topic, one command, or all."""
    if not typed:
        for topic, names in TOPICS.items():
            yield f"{topic}: {', '.join(names.split())}"
        yield words.HELP_MORE
        return
    for command in _meant(typed):
        called = f"{command.name} {command.takes}".strip()
        short = f", short {command.short}" if command.short else ""
        yield f"{called}{short}: {command.does}"


def _meant(typed: str) -> list[Command]:
    """The commands of a topic, the one of a name, or all."""
    if typed == ALL:
        return list(COMMANDS)
    known = [c for c in COMMANDS if typed.casefold() in filter(None, (c.name, c.short))]
    topic = topic_of(typed)
    if not known and topic is not None:
        return [find_command(name) for name in TOPICS[topic].split()]
    return known or [find_command(typed)]


def _quit(_sitting: Sitting, _typed: str) -> Iterator[str]:
    return iter(())


ALL: Final = "all"
NEXT: Final = "next"
QUIT: Final = Command("quit", "q", "", "leave; next time you start here", _quit)
COMMANDS: Final = (
    Command(NEXT, "n", "", "go to the next segment and read it; an empty line, too", moving.next_),
    Command("previous", "p", "", "go to the previous segment and read it", moving.previous),
    Command("go", "g", "N", "go to segment N; the number alone, too", moving.go),
    Command(
        "unreviewed",
        "gu",
        "[back]",
        "go to the next segment not reviewed; `back`: to the previous",
        jumping.unreviewed,
    ),
    Command("flagged", "gf", "[back]", "go to the next flag", jumping.flagged),
    Command("noted", "gm", "[back]", "go to the next memo", jumping.noted),
    Command(
        "used",
        "gc",
        "CODE [back]",
        "go to the next use of a code, or of one under it",
        jumping.used,
        "codes",
    ),
    Command("read", "r", "[N-M]", "read this segment again, or others", moving.read),
    Command("context", "v", "", "read the two segments before and after, too", moving.context),
    Command("where", "w", "", "say the segment, the document and the coder", moving.where),
    Command("speaker", "s", "", "say who speaks, and their role", moving.speaker),
    Command("find", "f", "WORDS", "list the segments here that hold just this", moving.find),
    Command(
        "search",
        "/",
        "WORDS",
        "find words in all their forms in all documents",
        searching.search,
    ),
    Command("hits", "hs", "[N-M]", "say the hits of the search again, or some", searching.hits),
    Command("hit", "gh", "[N]", "go to hit N, or to the next", searching.hit),
    Command(
        "code-hits",
        "ch",
        "CODE [N-M] [words]",
        "put a code on the segments of the hits; `words`: just on the words",
        searching.code_hits,
        "codes",
    ),
    Command("documents", "ds", "", "list the documents, with your progress", asking.documents),
    Command(
        "open", "o", "NAME", "open a document, where you stopped in it", moving.open_, "documents"
    ),
    Command("next-document", "nd", "", "open the next document", moving.next_document),
    Command("previous-document", "pd", "", "open the one before", moving.previous_document),
    Command("codes", "cs", "[LETTERS]", "list the codes, or those that fit", asking.codes, "codes"),
    Command(
        "define",
        "i",
        "CODE [: TEXT]",
        "say what a code means, includes and excludes, or write its definition anew",
        booking.define,
        "codes",
    ),
    Command(
        "code", "c", "CODE [PLACE]", "put a code on this segment or on PLACE", marking.code, "codes"
    ),
    Command(
        "remove", "x", "CODE", "take a code of yours off this segment", marking.remove, "codes"
    ),
    Command(
        "new",
        "nc",
        "LABEL [under CODE]",
        "make a code and put it on this segment",
        coining.new,
    ),
    Command(
        "vivo",
        "iv",
        "“WORDS” [under CODE]",
        "make a code of words of this segment and put it on them",
        coining.vivo,
    ),
    Command(
        "start-at",
        "sa",
        "CODE PLACE",
        "let a coding of yours here start at PLACE",
        edging.start_at,
        "codes",
    ),
    Command(
        "end-at",
        "ea",
        "CODE PLACE",
        "let a coding of yours here end with PLACE",
        edging.end_at,
        "codes",
    ),
    Command("codings", "h", "", "list your codings here", marking.codings),
    Command(
        "memo",
        "m",
        "[TEXT]",
        "write this segment's memo anew (`-` takes it away), or read memos",
        noting.memo,
    ),
    Command(
        "memo-coding",
        "mg",
        "CODE [: TEXT]",
        "write the memo on a coding of yours here anew, or read it",
        noting.on_coding,
        "codes",
    ),
    Command(
        "memo-document",
        "md",
        "[TEXT]",
        "write the memo on this document anew, or read it",
        noting.on_document,
    ),
    Command(
        "memo-code",
        "mc",
        "CODE [: TEXT]",
        "write the memo on a code anew, or read it",
        noting.on_code,
        "codes",
    ),
    Command(
        "memo-case",
        "mk",
        "CASE [: TEXT]",
        "write the memo on a case anew, or read it",
        noting.on_case,
        "cases",
    ),
    Command(
        "journal", "j", "[TEXT]", "write an entry in the journal, or read yours", noting.journal
    ),
    Command(
        "memos",
        "ms",
        "[LIMITS]",
        "list memos, as `kind=journal, code=scr, coder=all, words`",
        gathering.memos,
    ),
    Command(
        "rewrite",
        "rw",
        "MEMO : TEXT",
        "write a memo of yours anew; `-` takes it away",
        gathering.rewrite,
    ),
    Command(
        "link", "l", "MEMO [PLACE]", "link this segment or PLACE to a memo of yours", noting.link
    ),
    Command("unlink", "ul", "MEMO", "take a link of a memo away", noting.unlink),
    Command("flag", "fl", "[PLACE]", "flag this segment or PLACE; again: no flag", marking.flag),
    Command(
        "quotable", "qt", "[PLACE]", "mark as worth quoting; again: not any more", marking.quotable
    ),
    Command(
        "done",
        "d",
        "[to here]",
        "mark as reviewed and go on; `done to here`: all up to here, and stay",
        marking.done,
    ),
    Command("undone", "ud", "[N-M]", "mark as not reviewed after all", marking.undone),
    Command("undo", "u", "", "take back your last act, and go there", marking.undo),
    Command("redo", "y", "", "do again what you took back", marking.redo),
    Command("add", "ad", "LABEL [under CODE]", "make a code, put on nothing", booking.add),
    Command("rename", "rn", "CODE : LABEL", "give a code another label", booking.rename, "codes"),
    Command("include", "in", "CODE : TEXT", "write when a code is used", booking.include, "codes"),
    Command(
        "exclude", "ex", "CODE : TEXT", "write when a code is not used", booking.exclude, "codes"
    ),
    Command(
        "move",
        "mv",
        "CODE under CODE",
        "put a code under another one; `move CODE top`, `up` or `down`, too",
        booking.move,
        "codes",
    ),
    Command(
        "merge",
        "mr",
        "CODE into CODE",
        "put all codings of a code to another one",
        booking.merge,
        "codes",
    ),
    Command(
        "id",
        "ci",
        "CODE : ID",
        "give a code another id; it remembers its own",
        booking.new_id,
        "codes",
    ),
    Command(
        "delete",
        "dl",
        "CODE",
        "take a code and all under it away, with everyone's codings of it",
        booking.delete,
        "codes",
    ),
    Command("retire", "rt", "CODE", "retire a code, or bring it back", booking.retire, "codes"),
    Command(
        "revisit",
        "rv",
        "[CODE]",
        "say for which codes, or where for one, is to be read again",
        again.revisit,
        "codes",
    ),
    Command(
        "again",
        "a",
        "CODE",
        "go to the next segment to be read again for a code and those under it",
        again.again,
        "codes",
    ),
    Command(
        "read-again",
        "ra",
        "[all]",
        "mark as read again for the code, and go on; `all`: the document",
        again.read_again,
    ),
    Command(
        "waive", "wv", "CODE", "a code's new words need no reading again", again.waive, "codes"
    ),
    Command("acts", "ac", "", "say your last ten acts", asking.acts),
    Command("progress", "pr", "", "say how far you have read", asking.progress),
    Command("overview", "ov", "", "say where all coders and documents stand", asking.overview),
    *STUDY_COMMANDS,
    Command(
        "help",
        "?",
        "[TOPIC | COMMAND | all]",
        "list the commands by topic, or explain them",
        _help,
        "commands",
    ),
    QUIT,
)
"""In the order of the work. CODE is an id or a few letters of an id or label."""
