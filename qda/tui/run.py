"""The screens in a terminal, until the coder quits."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qda.tui import collector
from qda.tui.words import lost

if TYPE_CHECKING:
    from qda.tui.app import QdaApp

BUG = 1
"""The exit code where something was not saved or the program had a mistake."""


def run(folder: Path, coder: str, document: str | None = None) -> int:
    """Open the project in the terminal until the coder quits.

    Returns:
        The exit code: 0, or 1 where something was not saved or the program had a mistake.
    """
    collector.hold()
    from qda.tui.app import QdaApp

    app = QdaApp(folder, coder, document, personal=True)
    code = _run(app)
    while app.next is not None and code != BUG:
        code = app.next()
        if code != BUG:
            app = QdaApp(folder, coder, personal=True)
            code = _run(app)
    return code


def run_tour(coder: str) -> int:
    """Take the tour, in a project of its own made anew; what `run` returns."""
    from qda.tour import is_first_time, lay_out_tour, tour_folder
    from qda.tui.app import QdaApp
    from qda.tui.keymap import keys_file, read_keymap
    from qda.tui.tour import interview

    keymap = read_keymap(keys_file())
    is_first_time()  # Who has taken the tour need not be told of it.
    folder = lay_out_tour(tour_folder(), coder, interview(keymap.actions))
    return _run(QdaApp(folder, coder, keymap=keymap))


def _run(app: QdaApp) -> int:
    from qda.tui.looking import wear_kept_look

    wear_kept_look(app)
    try:
        app.run()
    finally:
        app.keeper.close()
    from qda.coding.changes import words_of

    for act in app.keeper.unsaved:
        print(lost(words_of(act)), file=sys.stderr)  # noqa: T201 (the screen is gone)
    return 1 if app.keeper.unsaved else app.return_code or 0
