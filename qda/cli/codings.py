"""`qda codings export|import`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import count, open_project, who
from qda.cli.tables import read_from_file, say_taken, write_table, written_to_file


@click.group("codings")
def command() -> None:
    """Write codings to a file, and read them from one.

    The columns are document,segment,start,end,code,coder,memo,created_at; a row with an empty
    code is a segment that was read with nothing applied. The file does not say under which version
    of the codebook a segment was read, nor that a coded segment was marked as not read.
    """


@command.command()
@written_to_file
def export(file: Path, coders: tuple[str, ...], project: str | None) -> None:
    """Write codings and reviewed segments to a file."""
    from qda.coding.codings_csv import export_codings

    write_table(file, project, coders, export_codings)


@command.command("import")
@read_from_file
def import_(file: Path, dry_run: bool, project: str | None, coder: str | None) -> None:
    """Read codings and reviewed segments from a file.

    What is there already stays as it is; with any mistake nothing is changed. Undo does not take
    an import back.
    """
    from qda.coding.codings_import import import_codings

    with open_project(project) as store:
        done = import_codings(store, file, coder=who(coder), dry_run=dry_run)
    new = [count(done.codings, "coding"), count(done.reviewed, "reviewed mark")]
    new += [count(done.memos, "memo")] if done.memos else []
    say_taken(file, done.rows, new, done.coders, notes=done.notes, dry_run=dry_run)
