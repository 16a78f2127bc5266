"""`qda picture`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from qda.cli.common import open_project, project_option
from qda.cli.figures import choose_format, conditions, print_data, say_written, selection_options
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.exports.languages import Language
    from qda.exports.pictures.views import View

_KINDS: Final = ("heat", "bars", "network", "portrait", "timeline")
_FORMATS: Final = ("txt", "svg", "png", "pdf")


@click.command("picture")
@click.argument("kind", type=click.Choice(_KINDS))
@click.option(
    "--by",
    default="attribute",
    metavar="document|case|coder|attribute:NAME",
    help="The columns of heat, the groups of bars.",
)
@click.option("--unit", default="cases", show_default=True, help="What heat and bars count.")
@click.option("--level", type=click.IntRange(min=1), metavar="N", help="Only the top N levels.")
@click.option("--document", metavar="NAME", help="Whose portrait.")
@click.option("--names", is_flag=True, help="Say the names of documents.")
@selection_options
@click.option(
    "--lang",
    type=click.Choice(["en", "nb"]),
    default="en",
    show_default=True,
    help="Labels and headings.",
)
@project_option
def command(
    kind: str,
    by: str,
    unit: str,
    level: int | None,
    document: str | None,
    names: bool,
    coders: tuple[str, ...],
    combine: Literal["any", "all"],
    codes: tuple[str, ...],
    where: tuple[str, ...],
    output: Path | None,
    lang: str,
    project: str | None,
) -> None:
    """Draw a figure: in the terminal, or with -o as svg, png or pdf for print.

    \b
    heat      codes by columns, as dark as their share
    bars      codes by groups
    network   codes that stand on the same segments
    portrait  codes along one document
    timeline  new codes, interview by interview

    All can be read in grey, and without colour.
    """  # noqa: D301 (click's own sign for lines that are kept as they are)
    from qda.analysis.load import load
    from qda.analysis.matrix import matrix
    from qda.exports.languages import find_language
    from qda.exports.pictures import views

    language, wanted = find_language(lang), conditions(where)
    form = choose_format(None, output, _FORMATS)
    with open_project(project) as store:
        data = load(store, coders=coders, language=lang)
    view: View
    if kind in ("heat", "bars"):
        found = matrix(
            data,
            by=_columns(data, by),
            unit=unit,  # type: ignore[arg-type]
            level=level,
            codes=codes,
            where=wanted,
            combine=combine,
        )
        make = views.heat_view if kind == "heat" else views.bars_view
        view = make(found, language)
    elif kind == "network":
        view = views.network_view(data, language, codes=codes, level=level, where=wanted)
    elif kind == "timeline":
        view = views.timeline_view(
            data, language, codes=codes, level=level, where=wanted, names=names
        )
    else:
        view = views.along_view(
            data, language, _document(document), codes=codes, level=level, names=names
        )
    _give(view, form, language, output)


def _columns(data: Dataset, by: str) -> str:
    """What was asked for, else the first attribute of the cases, else the documents."""
    if by != "attribute":
        return by
    first = next(iter(data.cases.attributes), None)
    return f"attribute:{first.name}" if first else "document"


def _document(named: str | None) -> str:
    if named is None:
        raise QdaError("a portrait is of one document; name it: `--document NAME`.")
    return named


def _give(view: View, form: str, language: Language, output: Path | None) -> None:
    from qda.exports.pictures.draw import picture
    from qda.exports.pictures.terminal import characters
    from qda.exports.write import keep

    if form == "txt":
        width = shutil.get_terminal_size().columns if output is None else 80
        data = characters(view, language, width).encode("utf-8")
    else:
        data = picture(view, form, language)
    if output is None:
        print_data(data)
    else:
        say_written((keep(output, data),))
