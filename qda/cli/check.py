"""`qda check`."""

from __future__ import annotations

import click

from qda.cli.common import open_project, project_option, say


@click.command("check")
@project_option
def command(project: str | None) -> int:
    """Check that the project is whole.

    Says what was checked; the exit code is 2 where something is wrong. Nothing is changed.
    """
    from qda.project.check import check_project

    with open_project(project) as store:
        done = check_project(store)
    for checked in done:
        say(f"{'WRONG' if checked.problems else 'ok':<6} {checked.what}")
        for problem in checked.problems:
            say(f"       {problem}")
    wrong = any(checked.problems for checked in done)
    if wrong:
        say("Something is wrong: `qda restore latest` brings back the last backup.")
    return 2 if wrong else 0
