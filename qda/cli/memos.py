"""`qda memos export|import`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, who


@click.group("memos")
def command() -> None:
    """Write flags, quotables and memos to a file, and read them from one.

    The columns are kind,target,document,segment,start,end,coder,text,created_at. kind is flag,
    quotable, or what a memo is on: project, document, span, code, case; target is the code or the
    case. Memos on codings stand with the codings: `qda codings`.
    """


@command.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Whose; by default all.")
@project_option
def export(file: Path, coders: tuple[str, ...], project: str | None) -> None:
    """Write flags, quotables and memos to a file."""
    from qda.coding.memos_csv import export_memos
    from qda.files import write_atomically

    with open_project(project) as store, store.read(together=True) as session:
        data = export_memos(session, coders)
    write_atomically(file, data)
    say(f"{file} was written.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@project_option
@coder_option
def import_(file: Path, dry_run: bool, project: str | None, coder: str | None) -> None:
    """Read flags, quotables and memos from a file.

    What is there already stays as it is; with any mistake nothing is changed. Undo does not take
    an import back.
    """
    from qda.coding.memos_import import import_memos

    with open_project(project) as store:
        done = import_memos(store, file, coder=who(coder), dry_run=dry_run)
    for note in done.notes:
        say(f"{file.name}, {note}")
    new = [count(done.marks, "mark"), count(done.memos, "memo")]
    if done.coders:
        new.append(f"{count(len(done.coders), 'coder')} ({', '.join(done.coders)})")
    verb = "would be new" if dry_run else "new"
    say(f"{count(done.rows, 'row')}: {verb}: {', '.join(new)}.")
