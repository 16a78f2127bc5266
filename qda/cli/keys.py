"""`qda keys`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from qda.cli.common import columns, say, warn

if TYPE_CHECKING:
    from qda.tui.actions import Action

ABOUT = """\
# Keys

`?` shows these keys in the coding screen; a click on a line there does what the line says, so that
everything can be done with the mouse. Keys in turn, as `g u`, are pressed one after the other: wait
a moment after the first, and what may follow is shown; `esc` leaves. What begins with a bracket has
a twin with `g`, for keyboards where brackets are out of the way.

## Your own keys

`qda keys` prints the keys in force with the ids of the actions, and says where your `keys.toml`
lies. There, under `[keys]`, stand an id and its keys; keys in turn have a space between them:

```toml
[keys]
review.next = "å"
go.unreviewed = ["g u", "ø"]
view.dark = []
```

The keys given replace the built-in ones of that action, `[]` leaves it to the mouse; all other
actions keep their keys. `qda keys --check` names every mistake with its line: an unknown id, a key
that some terminals do not send, a key with two meanings. A file with a mistake in it is not used,
and the screen says so.
"""


@click.command("keys")
@click.option("--check", is_flag=True, help="Only check your keys.toml.")
@click.option("--markdown", is_flag=True, help="Print the page of the documentation.")
@click.option("--built-in", is_flag=True, help="As they come, without your keys.toml.")
def command(check: bool, markdown: bool, built_in: bool) -> int:
    """Print the keys of the coding screen, and check your own.

    Ends with 2 if your keys.toml has mistakes.
    """
    from qda.tui.keymap import BUILT_IN, keys_file, read_keymap

    path = keys_file()
    keymap = BUILT_IN if built_in else read_keymap(path)
    if markdown:
        click.echo(_page(keymap.actions), nl=False)
    elif not check:
        for line in _overview(keymap.actions):
            say(line)
    for mistake in keymap.mistakes:
        warn(str(mistake))
    if keymap.mistakes:
        warn("The built-in keys are in force.")
    elif not markdown and not built_in:
        say(f"{path}: " + ("in force." if path.exists() else "not there; the keys are built in."))
    return 2 if keymap.mistakes else 0


def _groups(actions: Iterable[Action]) -> Iterator[tuple[str, list[Action]]]:
    """The actions by group; those added later to a group stand with it."""
    names = {action.group: place for place, action in reversed(list(enumerate(actions)))}
    ordered = sorted(actions, key=lambda action: names[action.group])
    return ((group, list(members)) for group, members in groupby(ordered, lambda a: a.group))


def _overview(actions: Sequence[Action]) -> Iterator[str]:
    from qda.tui.keys import show_key

    rows = [
        (" ", ", ".join(map(show_key, action.keys)), action.words, action.mouse, action.id)
        for _, members in _groups(actions)
        for action in members
    ]
    lines = iter(columns(rows))
    for group, members in _groups(actions):
        yield group
        yield from (next(lines) for _ in members)
        yield ""


def _page(actions: Sequence[Action]) -> str:
    parts = [ABOUT]
    for group, members in _groups(actions):
        parts.append(
            f"\n## {group}\n\n| keys | what they do | mouse | id |\n| --- | --- | --- | --- |\n"
        )
        parts += [
            f"| {_keys(action)} | {action.words} | {action.mouse} | `{action.id}` |\n"
            for action in members
        ]
    return "".join(parts)


def _keys(action: Action) -> str:
    from qda.tui.keys import show_key

    signs = [show_key(key).replace("|", "\\|") for key in action.keys]
    return ", ".join(f"`` {sign} ``" if "`" in sign else f"`{sign}`" for sign in signs)
