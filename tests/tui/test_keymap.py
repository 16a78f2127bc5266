"""The keys: each has one meaning, all can be changed, every mistake in doing so is said."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.actions import parse

from qda.tui import words
from qda.tui.actions import ACTIONS
from qda.tui.actions.action import EVERYWHERE, OTHERS, actions_of, with_keys
from qda.tui.app import QdaApp
from qda.tui.coding.screen import CodingScreen
from qda.tui.keymap import BUILT_IN, Keymap, clashes, read_keymap
from qda.tui.keys import clean_key, show_key, textual_key, trouble_with
from qda.tui.naming.screen import NamesScreen
from qda.tui.screens.dialogs import help_table
from qda.tui.screens.keyed import KeyedScreen
from qda.tui.screens.registered import make_screen

Drive = Any


def keymap(folder: Path, text: str) -> Keymap:
    (folder / "keys.toml").write_text(text, encoding="utf-8")
    return read_keymap(folder / "keys.toml")


def mistakes(folder: Path, text: str) -> list[str]:
    found = keymap(folder, text)
    assert found.actions == ACTIONS
    return [str(mistake).removeprefix(f"{folder / 'keys.toml'}") for mistake in found.mistakes]


def keys_of(found: Keymap, id_: str) -> tuple[str, ...]:
    return next(action.keys for action in found.actions if action.id == id_)


def test_every_key_that_a_sentence_names_is_that_of_an_action() -> None:
    folder = Path(inspect.getfile(words)).parent
    said = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("words*.py"))
    named = set(re.findall(r"\{([a-z_]+(?:\.[a-z_]+)+)\}", said))
    ids = {action.id for action in ACTIONS}
    rooms = {id_.partition(".")[0] for id_ in ids}
    assert {name for name in named if name.partition(".")[0] in rooms} <= ids
    assert "history.undo" in named


def test_a_sentence_names_the_keys_in_force(tmp_path: Path) -> None:
    mine = keymap(tmp_path, '[keys]\nhistory.undo = "ø"\nsearch.all = []\n').actions
    assert with_keys("{history.undo} takes it back", mine) == "ø takes it back"
    assert with_keys("{search.all}", mine) == "“find in all documents, code hits”"


# The registry


def test_no_key_of_the_registry_has_two_meanings() -> None:
    assert [clash.words for clash in clashes(ACTIONS)] == []


def test_no_id_is_given_twice() -> None:
    assert [id_ for id_, times in Counter(a.id for a in ACTIONS).items() if times > 1] == []


NAMES = [action.id.removeprefix("screen.") for action in ACTIONS if "show('" in action.call]
SCREENS: dict[str, type[KeyedScreen]] = {
    "coding": CodingScreen,
    **{name: type(make_screen(name, ACTIONS)) for name in (*NAMES, "split")},
    "names": NamesScreen,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_can_do_every_action_it_has_as_it_is_called(screen: str) -> None:
    assert screen == SCREENS[screen].REGISTERED
    for action in actions_of(screen, ACTIONS):
        _, name, parameters = parse(action.call)
        inspect.signature(getattr(SCREENS[screen], f"action_{name}")).bind(None, *parameters)


def test_every_action_is_of_a_screen_that_there_is() -> None:
    assert {action.screen for action in ACTIONS} == {EVERYWHERE, OTHERS, *SCREENS}


def test_every_terminal_sends_every_key_of_the_registry() -> None:
    # That ctrl+q always quits is what the registry says of it, too.
    keys = [key for action in ACTIONS for key in action.keys if key != "ctrl+q"]
    assert {key: trouble_with(key) for key in keys if trouble_with(key)} == {}


def test_what_begins_with_a_bracket_or_brace_has_a_twin_without() -> None:
    hard = [a for a in ACTIONS if any(key[0] in "[]{}" for key in a.keys)]
    assert hard
    assert [a.id for a in hard if all(key[0] in "[]{}" for key in a.keys)] == []


@pytest.mark.parametrize(
    ("bracket", "twin"),
    [(("[", "]")[on] + f" {x}", f"g {x if on else x.upper()}") for x in "udcmf" for on in (0, 1)],
)
def test_the_twin_of_a_bracket_is_g_and_of_the_one_back_g_and_a_capital(
    bracket: str, twin: str
) -> None:
    having = [action for action in ACTIONS if bracket in action.keys]
    assert all(twin in action.keys for action in having)


# The user's own keys


def test_without_a_file_the_keys_are_those_of_the_registry(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "keys.toml") == BUILT_IN


def test_a_users_keys_replace_those_of_the_action_and_no_others(tmp_path: Path) -> None:
    found = keymap(tmp_path, '[keys]\n"review.next" = ["å", "g å"]\nview.dark = []\n')
    assert found.mistakes == ()
    assert keys_of(found, "review.next") == ("å", "g å")
    assert keys_of(found, "view.dark") == ()
    changed = {"review.next", "view.dark"}
    assert [a for a in found.actions if a.id not in changed] == [
        a for a in ACTIONS if a.id not in changed
    ]


def test_two_actions_can_change_keys(tmp_path: Path) -> None:
    found = keymap(tmp_path, '[keys]\nreview.next = "D"\nreview.here = "d"\n')
    assert (keys_of(found, "review.next"), keys_of(found, "review.here")) == (("D",), ("d",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[keys]\n\n"reveiw.next" = "å"\n',
            ":3: there is no action reveiw.next; did you mean review.next?",
        ),
        ('[keys]\nreview.next = "ctrl+1"\n', ":2: review.next: ctrl+1 cannot be used"),
        ('[keys]\nreview.next = "ctrl+shift+a"\n', "not every terminal sends it"),
        ('[keys]\nreview.next = "shift+enter"\n', "not every terminal sends it"),
        ('[keys]\nreview.next = "Ctrl+I"\n', "the same for it as for tab"),
        ('[keys]\nreview.next = "ctrl+m"\n', "the same for it as for enter"),
        ('[keys]\nreview.next = "ctrl+j"\n', "the same for it as for a new line"),
        ('[keys]\nreview.next = "ctrl+h"\n', "the same for it as for backspace"),
        ('[keys]\nreview.next = "shift+n"\n', "write it as N"),
        ('[keys]\nreview.next = "gg"\n', "there is no such key"),
        ('[keys]\nreview.next = "g escape"\n', "escape ends a sequence"),
        ('[keys]\nreview.next = ""\n', "it is empty"),
        ("[keys]\nreview.next = 7\n", ':2: review.next: write a key as "n"'),
        ("keys = 7\n", ':1: keys: write a key as "n"'),
        ('[kyes]\nreview.next = "å"\n', ":1: “kyes” is not known; the keys stand under [keys]."),
        ("[keys]\nreview.next = \n", ":2: this is not TOML"),
        (
            '[keys]\n[keys.review]\nnext = "D"\n',
            ":3: D is the key of both review.next and review.here; ",
        ),
        (
            '[keys]\nreview.next = "g"\n',
            ":2: g of review.next begins g t of move.speaker_next; ",
        ),
        (
            '[keys]\nreview.next = "d å"\nhistory.undo = "d"\n',
            ":3: d of history.undo begins d å of review.next",
        ),
    ],
)
def test_a_mistake_is_said_with_its_line_and_changes_no_key(
    tmp_path: Path, text: str, said: str
) -> None:
    (sentence,) = mistakes(tmp_path, text)
    assert said in sentence


def test_all_mistakes_are_said_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    found = mistakes(tmp_path, '[keys]\ncode.pick = "k"\nno.such = "å"\nview.zen = "ctrl+i"\n')
    assert [sentence.split(":")[1] for sentence in found] == ["2", "3", "4"]


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_bytes(b"\xff\xfe[keys]")
    found = read_keymap(tmp_path / "keys.toml")
    assert found.actions == ACTIONS
    assert "cannot be read" in str(found.mistakes[0])


@given(st.text(max_size=60))
def test_whatever_stands_in_the_file_the_screen_has_keys(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-keys.toml"
    path.write_text(f"[keys]\n{text}", encoding="utf-8", errors="replace")
    found = read_keymap(path)
    assert len(found.actions) == len(ACTIONS)
    assert not found.mistakes or found.actions == ACTIONS


@given(st.characters(categories=["L", "N", "P", "S"]))
def test_every_character_is_one_key_however_it_is_written(character: str) -> None:
    assert trouble_with(character) == ""
    assert "," not in textual_key(character)
    assert clean_key(show_key(character)) == show_key(character)


# The screen


async def test_a_users_keys_change_binding_help_footer_and_palette(
    drive: Drive, study: Path, tmp_path: Path
) -> None:
    mine = keymap(tmp_path, '[keys]\nreview.next = "å"\ncode.pick = "g å"\ngo.unreviewed = "ø"\n')
    async with drive(study, keymap=mine) as coder:
        footer = coder.screen.splitlines()[-1]
        assert "å reviewed" in footer
        assert "g å code" in footer
        await coder.keys("j", "d")
        assert coder.app.coding.view.current_segment == 2
        await coder.keys("å")
        assert coder.app.coding.view.current_segment == 3
        await coder.keys("g", "g", "ø")
        assert coder.app.coding.view.current_segment == 3
        commands = list(coder.app.get_system_commands(coder.app.coding))
        assert "key å" in [command.help for command in commands if "reviewed, and" in command.title]
        await coder.keys("question_mark")
        helped = "\n".join(str(s.render()) for s in coder.app.screen.query("#help Static"))
        (line,) = [line for line in helped.splitlines() if "reviewed, and on" in line]
        assert line.split()[0] == "å"


async def test_a_wrong_file_leaves_the_keys_and_says_so(
    drive: Drive, study: Path, tmp_path: Path
) -> None:
    wrong = keymap(tmp_path, '[keys]\nreview.next = "å"\nview.zen = "j"\n')
    async with drive(study, keymap=wrong) as coder:
        (said,) = [notification.message for notification in coder.app._notifications]
        assert "keys.toml:3" in said
        await coder.keys("j", "d")
        assert coder.app.coding.view.current_segment == 3


def test_the_help_tells_what_ten_digits_do_in_one_line() -> None:
    actions = actions_of(CodingScreen.REGISTERED, BUILT_IN.actions)
    lines = help_table(actions).plain.splitlines()
    assert len([line for line in lines if "pinned code" in line]) == 1
    every = "\n".join(lines)
    assert all(action.words in every for action in actions if "pinned code" not in action.words)


def test_the_help_keeps_its_columns_where_there_is_little_room() -> None:
    actions = actions_of(CodingScreen.REGISTERED, BUILT_IN.actions)
    lines = help_table(actions, 48).plain.splitlines()
    assert max(map(len, lines)) <= 48
    (first,) = [at for at, line in enumerate(lines) if "read again for the code in" in line]
    assert lines[first + 1].strip() == "focus, or no more"
    assert lines[first + 1].index("focus") == lines[first].index("read")


async def test_a_click_on_a_line_of_the_help_does_what_it_says(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("question_mark")
        lines = coder.screen.splitlines()
        row = next(at for at, line in enumerate(lines) if "next segment  " in line)
        await coder.pilot.click(offset=(lines[row].index("next segment"), row))
        await coder.settle()
        assert isinstance(coder.app.screen, CodingScreen)
        assert coder.app.coding.view.current_segment == 2


@pytest.mark.parametrize("first", ["g", "right_square_bracket"])
async def test_what_may_follow_a_first_key_is_shown_after_a_moment(
    drive: Drive, study: Path, first: str
) -> None:
    async with drive(study, size=(80, 24)) as coder:
        await coder.keys("j", "d", "g", "g", first)
        await coder.until(lambda: coder.app.coding.sequence_panel.display)
        await coder.settle()
        (line,) = [line for line in coder.screen.splitlines() if "next segment not rev" in line]
        assert "u  next segment not reviewed" in line
        await coder.keys("u")
        assert not coder.app.coding.sequence_panel.display
        assert coder.app.coding.view.current_segment == 3


async def test_a_notice_makes_room_for_what_may_follow_a_key(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        coder.app.notify("Something was done.", timeout=600)
        await coder.keys("comma")
        await coder.until(lambda: coder.app.coding.sequence_panel.display)
        await coder.settle()
        assert "Something was done." not in coder.screen
        assert "quotations: choose" in coder.screen


async def test_the_panel_never_takes_over_two_thirds_of_the_screen(
    drive: Drive, study: Path
) -> None:
    async with drive(study, size=(60, 20)) as coder:
        await coder.keys("g")
        await coder.until(lambda: coder.app.coding.sequence_panel.display)
        await coder.settle()
        assert coder.app.coding.sequence_panel.size.height <= 13
        assert "next segment not rev" in coder.screen
        await coder.keys("escape", "comma")
        await coder.until(lambda: coder.app.coding.sequence_panel.display)
        await coder.settle()
        assert "pseudonyms: replace the document's names, before coding" in coder.screen


async def test_escape_leaves_a_sequence_and_nothing_is_said(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("g", "escape", "j")
        assert coder.app.coding.view.current_segment == 2
        assert list(coder.app._notifications) == []


async def test_a_key_that_leads_nowhere_is_said_and_does_nothing(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("g", "z", "right_square_bracket", "z")
        assert coder.app.coding.view.current_segment == 1
        said = [notification.message for notification in coder.app._notifications]
        assert said == ["g z is no key.", "]z is no key."]


async def test_at_80_columns_what_one_needs_most_stays_in_the_footer(
    drive: Drive, study: Path
) -> None:
    async with drive(study, size=(80, 24)) as coder:
        footer = coder.screen.splitlines()[-1]
        for needed in ("enter code", "d reviewed", "u undo", "? keys", "q quit"):
            assert needed in footer


def test_the_program_reads_the_file_of_the_user(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_terminal: Any
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "qda").mkdir()
    keymap(tmp_path / "qda", '[keys]\nreview.next = "å"\n')
    terminal = open_terminal("-m", "qda", "--project", str(study), "--coder", "ada")
    terminal.read_until(b"segment 1 of")
    assert "å reviewed" in terminal.screen()[-1]
    terminal.type("q")
    terminal.read_until(None)
    assert terminal.status() == 0


def test_the_app_takes_the_registrys_keys_unless_told_otherwise(study: Path) -> None:
    app = QdaApp(study, "ada")
    assert app.coding.actions == actions_of("coding", ACTIONS)
    app.keeper.close()
