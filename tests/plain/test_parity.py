"""All that the screens can do has a twin line by line, or a reason why it needs none."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path

import click
import pytest

from qda.cli.group import qda
from qda.errors import QdaError
from qda.plain.commands import COMMANDS, find_command
from qda.plain.sitting import Sitting
from qda.plain.topics import TOPICS
from qda.plain.touring import interview
from qda.plain.twins import NO_TWIN, TWINS, table, twin_of, typed_in, why_none
from qda.tui.actions import ACTIONS

Say = Callable[[str], list[str]]

ONLY_MOVES = (
    *("move(", "move_row(", "word(", "column(", "scroll_passage(", "next_pane", "show_last"),
    *("back", "zen", "stripes", "next_look"),
)
"""How the calls begin that change nothing but the cursor and the look."""


def test_each_action_of_the_screens_has_a_twin_or_a_reason() -> None:
    assert [one.id for one in ACTIONS if not (twin_of(one.id) or why_none(one.id))] == []


def test_only_what_moves_or_looks_is_without_a_twin() -> None:
    without = [one for one in ACTIONS if not twin_of(one.id)]
    assert [one.id for one in without if not one.call.startswith(ONLY_MOVES)] == []


def test_nothing_is_told_of_actions_that_are_not_there() -> None:
    ids = [one.id for one in ACTIONS]
    known = (*TWINS, *NO_TWIN)
    assert [each for each in known if not any(fnmatchcase(id_, each) for id_ in ids)] == []


def test_what_a_twin_types_is_a_command() -> None:
    for typed in (typed for twin in TWINS.values() for typed in typed_in(twin)):
        name, _, rest = typed.partition(" ")
        if name == "qda":
            assert isinstance(qda.get_command(click.Context(qda), rest.split()[0]), click.Command)
        elif not name.startswith("{"):
            command = find_command(name)
            assert command.takes or not rest


def test_help_says_the_topics_and_each_command_stands_in_one(say: Say) -> None:
    listed = [name for names in TOPICS.values() for name in names.split()]
    assert sorted(listed) == sorted(one.name for one in COMMANDS)
    assert say("help")[0].startswith("reading: next, previous")
    assert say("help quo")[0].startswith("passages [LIMITS], short ps: list passages")
    assert say("help documents") == [say("help all")[[c.name for c in COMMANDS].index("documents")]]
    with pytest.raises(QdaError, match="no command"):
        say("help xyz")


def test_no_two_commands_are_called_alike() -> None:
    names = [name for one in COMMANDS for name in (one.name, one.short) if name]
    assert len(names) == len(set(names))


def test_the_docs_say_how_each_is_done_line_by_line() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "plain.md").read_text(encoding="utf-8")
    written = page.partition("<!-- twins -->")[2].partition("<!-- end of twins -->")[0]
    assert written.strip() == table((a.id, a.words, a.group) for a in ACTIONS).strip()


def test_the_tour_speaks_of_commands_that_are_there() -> None:
    assert "`next`" in interview()
    assert "{" not in interview()


def test_memos_are_gathered_by_kind_code_coder_and_words(sitting: Sitting, say: Say) -> None:
    for line in (
        "journal Dag en",
        "code open_meeting 2",
        "2",
        "memo-coding open: se her",
        "memo-code recruitment: hvem spør",
        "memo-document hele dokumentet",
    ):
        say(line)
    bo = Sitting(sitting.project, "bo")
    bo.begin("T01")
    from qda.plain.commands import perform_line

    list(perform_line(bo, "memo bo undrer seg"))
    assert len(say("memos")) == 4
    assert say("memos kind=journal")[0].endswith("journal: Dag en")
    assert [line.rpartition(": ")[2] for line in say("memos code=rec")] == ["hvem spør", "se her"]
    assert say("memos code=rec, kind=coding, her")[0].startswith("memo 1: ")
    assert say("memos coder=bo")[0].startswith("memo 1: by bo, ")
    assert len(say("memos coder=all")) == 5
    listed = say("memos code=open")
    say("7")
    assert say("memos 1") == listed
    with pytest.raises(QdaError, match="memos 1-1"):
        say("memos 2")
    assert say("there 1")[0].startswith("2: ")
    assert say("rewrite dag: Dag to") == ["the memo “Dag en” is changed"]
    assert say("rewrite . : -") == ["the memo “Dag to” is taken away"]
    say("undo")
    say("undo")
    assert say("memos kind=journal")[0].endswith("journal: Dag en")
    for line in ("memos kind=poem", "memos coder=cy", "rewrite dag", "rewrite x: y"):
        with pytest.raises(QdaError):
            say(line)


def test_all_of_a_document_is_read_again_at_once(sitting: Sitting, say: Say) -> None:
    say("7")
    say("done to here")
    say("add Tillit")
    say("again tillit")
    assert say("read-again all")[0] == "T01: read again for tillit"
    assert say("revisit") == ["Nothing is to be read again."]
    say("undo")
    assert say("revisit tillit")[1].startswith("T01: ")
