"""`qda history`."""

from __future__ import annotations

import click

from qda.cli.common import open_project, project_option, say, show


@click.command("history")
@click.option("--coder", metavar="NAME", help="Only what this coder did.")
@click.option("--last", type=click.IntRange(min=1), default=40, show_default=True, metavar="N")
@click.option("--all", "everything", is_flag=True, help="From the beginning.")
@project_option
def command(coder: str | None, last: int, everything: bool, project: str | None) -> None:
    """Show who did what, and when.

    Times are in UTC. The last column is the number of things that an act changed.
    """
    from qda.project.audit import list_acts

    with open_project(project) as store, store.read() as session:
        acts = list_acts(session, coder, None if everything else last)
    rows = [
        (act.time[:19] + "Z", act.coder or "qda", act.origin, act.act, act.events) for act in acts
    ]
    if rows:
        show([("time", "coder", "kind", "act", "things"), *rows], right=(4,))
    else:
        say("Nothing has been done yet.")
