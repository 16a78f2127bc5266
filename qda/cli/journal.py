"""`qda journal`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import open_project, project_option, say
from qda.cli.figures import print_data


@click.command("journal")
@click.option("--coder", metavar="NAME", help="Only what this coder wrote.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.md", help="Where to write it."
)
@project_option
def command(coder: str | None, output: Path | None, project: str | None) -> None:
    """Print the journal of the project as Markdown.

    Each entry with its date and the passages it points to, the oldest first. Times are in UTC.
    """
    from qda.coding.memos import changed_last, list_memos, passage_text
    from qda.exports.journal import journal_markdown
    from qda.files import write_atomically

    with open_project(project) as store:
        name = store.setting("name") or ""
        with store.read(together=True) as session:
            entries = [
                memo
                for memo in list_memos(session)
                if memo.kind == "project" and coder in (None, memo.coder)
            ]
            links = [link for entry in entries for link in entry.links]
            passages = {link.id: passage_text(session, link.passage) for link in links}
            changed = changed_last(session, entries)
    if not entries:
        say("The journal is empty; `g j` writes in it while coding.")
        return
    data = journal_markdown(entries, passages, name, changed)
    if output is None:
        print_data(data)
    else:
        write_atomically(output, data)
        say(f"{output} was written.")
