"""`qda codings export|import`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, who


@click.group("codings")
def command() -> None:
    """Write codings to a file, and read them from one.

    The columns are document,segment,start,end,code,coder,memo,created_at; a row with an empty
    code is a segment that was read with nothing applied. The file does not say under which version
    of the codebook a segment was read, nor that a coded segment was marked as not read.
    """


@command.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Whose; by default all.")
@project_option
def export(file: Path, coders: tuple[str, ...], project: str | None) -> None:
    """Write codings and reviewed segments to a file."""
    from qda.coding.codings_csv import export_codings
    from qda.files import write_atomically

    with open_project(project) as store, store.read(together=True) as session:
        data = export_codings(session, coders)
    write_atomically(file, data)
    say(f"{file} was written.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@project_option
@coder_option
def import_(file: Path, dry_run: bool, project: str | None, coder: str | None) -> None:
    """Read codings and reviewed segments from a file.

    What is there already stays as it is; with any mistake nothing is changed. Undo does not take
    an import back.
    """
    from qda.coding.codings_import import import_codings

    with open_project(project) as store:
        done = import_codings(store, file, coder=who(coder), dry_run=dry_run)
    for note in done.notes:
        say(f"{file.name}, {note}")
    new = [count(done.codings, "coding"), count(done.reviewed, "reviewed mark")]
    new += [count(done.memos, "memo")] if done.memos else []
    if done.coders:
        new.append(f"{count(len(done.coders), 'coder')} ({', '.join(done.coders)})")
    verb = "would be new" if dry_run else "new"
    say(f"{count(done.rows, 'row')}: {verb}: {', '.join(new)}.")
