"""`qda framework`, and its summaries to and from a file: `qda framework export|import`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, warn, who
from qda.cli.figures import (
    choose_format,
    chosen_style,
    conditions,
    format_options,
    print_data,
    refuse_without_file,
    say_written,
)

if TYPE_CHECKING:
    from qda.analysis.framework import Framework
    from qda.exports.formats.style import Style

_FORMATS: Final = (
    *("table", "csv", "tsv", "xlsx", "ods", "md", "html", "tex", "docx", "json", "parquet"),
)


@click.group("framework", invoke_without_command=True)
@click.option(
    "--coder",
    "coders",
    multiple=True,
    metavar="NAME",
    help="Whose summaries; by default the main coder's.",
)
@click.option(
    "--code", "codes", multiple=True, metavar="ID", help="A column of this code, and of no others."
)
@click.option(
    "--level",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Columns of the top N levels of codes, beside those with a summary.",
)
@click.option("--case", "cases", multiple=True, metavar="NAME", help="A row of this case.")
@click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only cases of which it holds, as sector=hospital.",
)
@click.option(
    "--attribute", "attributes", multiple=True, metavar="NAME", help="Give it with each case."
)
@click.option("--names", is_flag=True, help="Say cases and documents.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@format_options(_FORMATS)
@project_option
@click.pass_context
def command(
    context: click.Context,
    coders: tuple[str, ...],
    codes: tuple[str, ...],
    level: int,
    cases: tuple[str, ...],
    where: tuple[str, ...],
    attributes: tuple[str, ...],
    names: bool,
    output: Path | None,
    kind: str | None,
    lang: str,
    bom: bool,
    project: str | None,
) -> None:
    """Show the framework matrix, or write it: each case summed up under each code.

    Summaries are written on a screen of their own (`,f` in `qda`), with references to passages.
    Who the cases are is told by attributes only, as far as three informants share them, unless
    you ask for `--names`; names that stand in the summaries themselves are pointed out.

    \b
    qda framework -o exports/framework.docx
    qda framework --code screening --attribute sector -o exports/screening.xlsx
    """  # noqa: D301 (click's own sign for lines that are kept as they are)
    if context.invoked_subcommand is not None:
        return
    from qda.analysis.framework import Choice, load_framework
    from qda.exports.covering import load_covered

    form = choose_format(kind, output, _FORMATS)
    choice = Choice(codes, level, cases, tuple(conditions(where)), attributes)
    with open_project(project) as store:
        if names:
            found = load_framework(store, choice, coders, lang)[0]
        else:
            covered = load_covered(store, choice, coders, lang)
            for line in (*covered.rare, *covered.named):
                warn(line)
            found = covered.framework
    _give(found, form, chosen_style(lang, bom), output)


def _give(found: Framework, kind: str, style: Style, output: Path | None) -> None:
    from qda.exports.formats.registry import BINARY
    from qda.exports.write import framework_bytes, write_framework

    if output is not None:
        say_written(write_framework(found, output, kind, style))
    elif kind in BINARY:
        refuse_without_file(kind)
    else:
        print_data(framework_bytes(found, kind, style, shutil.get_terminal_size().columns))


@command.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Whose; by default all.")
@project_option
def export(file: Path, coders: tuple[str, ...], project: str | None) -> None:
    """Write the summaries to a file, one a row.

    The columns are case,code,coder,text,references,written_at. `[1]` in a text is the first of
    its references, which are separated by `;`, each `document:start-end`.
    """
    from qda.coding.summaries_csv import export_summaries
    from qda.files import write_atomically

    with open_project(project) as store, store.read(together=True) as session:
        data = export_summaries(session, coders)
    write_atomically(file, data)
    say(f"{file} was written.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--replace", is_flag=True, help="Let the file's words take the place of others.")
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@project_option
@coder_option
def import_(
    file: Path, replace: bool, dry_run: bool, project: str | None, coder: str | None
) -> None:
    """Read summaries from a file, as `qda framework export` writes it.

    Needed are case, code, coder and text. Where a cell has other words of its coder these are
    kept, unless --replace is given. With any mistake nothing is changed.
    """
    from qda.coding.summaries_import import import_summaries

    with open_project(project) as store:
        done = import_summaries(store, file, coder=who(coder), replace=replace, dry_run=dry_run)
    for note in done.notes:
        say(f"{file.name}, {note}")
    verb = "would be " if dry_run else ""
    said = f"{done.new} {verb}new, {done.replaced} {verb}replaced"
    say(f"{count(done.rows, 'row')}: {said}.")
