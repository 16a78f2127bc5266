"""`qda memos export|import`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli.common import count, open_project, who
from qda.cli.tables import read_from_file, say_taken, write_table, written_to_file


@click.group("memos")
def command() -> None:
    """Write flags, quotables and memos to a file, and read them from one.

    The columns are kind,target,document,segment,start,end,coder,text,created_at. kind is flag,
    quotable, or what a memo is on: project, document, span, code, case; target is the code or the
    case. Memos on codings stand with the codings: `qda codings`.
    """


@command.command()
@written_to_file
def export(file: Path, coders: tuple[str, ...], project: str | None) -> None:
    """Write flags, quotables and memos to a file."""
    from qda.coding.memos_csv import export_memos

    write_table(file, project, coders, export_memos)


@command.command("import")
@read_from_file
def import_(file: Path, dry_run: bool, project: str | None, coder: str | None) -> None:
    """Read flags, quotables and memos from a file.

    What is there already stays as it is; with any mistake nothing is changed. Undo does not take
    an import back.
    """
    from qda.coding.memos_import import import_memos

    with open_project(project) as store:
        done = import_memos(store, file, coder=who(coder), dry_run=dry_run)
    new = [count(done.marks, "mark"), count(done.memos, "memo")]
    say_taken(file, done.rows, new, done.coders, notes=done.notes, dry_run=dry_run)
