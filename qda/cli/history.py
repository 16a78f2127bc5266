"""`qda history`."""

from __future__ import annotations

import click

from qda.cli.common import lang_option, open_project, project_option, say, show


@click.command("history")
@click.option("--coder", metavar="NAME", help="Only what this coder did.")
@click.option("--last", type=click.IntRange(min=1), default=40, show_default=True, metavar="N")
@click.option("--all", "everything", is_flag=True, help="From the beginning.")
@lang_option
@project_option
def command(coder: str | None, last: int, everything: bool, lang: str, project: str | None) -> None:
    """Show who did what, and when.

    The newest is the last. Times are those of this computer's clock. Codes are called by their
    labels of today. The last column is the number of things that an act changed.
    """
    from qda.coding.telling import tell
    from qda.project.audit import list_acts
    from qda.project.clock import local

    with open_project(project) as store, store.read() as session:
        acts = list_acts(session, coder, None if everything else last)
        told = tell(session, [act.id for act in acts], lang)
    rows = [
        (local(act.time), act.coder or "qda", act.origin, told[act.id], act.events) for act in acts
    ]
    if rows:
        show([("time", "coder", "kind", "act", "things"), *rows], right=(4,))
    else:
        say("Nothing has been done yet.")
