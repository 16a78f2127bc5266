"""`qda picture`."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qda.analysis.options import UNITS, WITHINS, Options
from qda.cli.common import open_project, project_option
from qda.cli.figures import Chosen, choose_format, print_data, say_written, selection_options
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Unit, Within
    from qda.exports.languages import Language
    from qda.exports.pictures.views import View

_KINDS: Final = ("heat", "bars", "network", "portrait", "timeline")
_FORMATS: Final = ("txt", "svg", "png", "pdf")


@click.command("picture")
@click.argument("kind", type=click.Choice(_KINDS))
@click.option(
    "--by",
    metavar="COLUMNS",
    help="The columns of heat, the groups of bars, as in `qda matrix`; by default the first "
    "attribute of the cases.",
)
@click.option("--unit", type=click.Choice(UNITS), help="What heat and bars count.")
@click.option(
    "--within",
    type=click.Choice(WITHINS),
    default="segment",
    show_default=True,
    help="In what two codes of a network occur together.",
)
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
    chosen: Chosen,
    kind: str,
    by: str | None,
    unit: Unit | None,
    within: Within,
    level: int | None,
    document: str | None,
    names: bool,
    lang: str,
    project: str | None,
) -> None:
    """Draw a figure: in the terminal, or with -o as svg, png or pdf for print.

    \b
    heat      codes by columns, as dark as their share
    bars      codes by groups
    network   codes that occur together
    portrait  codes along one document
    timeline  new codes, interview by interview

    All can be read in grey, and without colour.
    """  # noqa: D301 (click's own sign for lines that are kept as they are)
    from qda.analysis.load import load
    from qda.exports.languages import find_language

    language = find_language(lang)
    form = choose_format(None, chosen.output, _FORMATS)
    options = Options(
        unit=unit,
        within=within,
        codes=chosen.codes,
        level=level,
        where=chosen.conditions(),
        having=chosen.having_codes(),
        read=chosen.read,
        combine=chosen.combine,
    )
    with open_project(project) as store:
        data = load(
            store,
            coders=chosen.coders,
            layer=chosen.layer,
            language=lang,
            made=chosen.made(),
        )
    view = _view(kind, data, language, replace(options, by=by or _first(data)), document, names)
    _give(view, form, language, chosen.output)


def _view(
    kind: str,
    data: Dataset,
    language: Language,
    options: Options,
    document: str | None,
    names: bool,
) -> View:
    from qda.analysis.matrix import matrix
    from qda.exports.pictures import views

    match kind:
        case "heat":
            return views.heat_view(matrix(data, options), language)
        case "bars":
            return views.bars_view(matrix(data, options), language)
        case "network":
            return views.network_view(matrix(data, options, by="code", unit=None), language)
        case "timeline":
            return views.timeline_view(data, language, options, names=names)
    if document is None:
        raise QdaError("a portrait is of one document; name it: `--document NAME`.")
    return views.along_view(data, language, document, options, names=names)


def _first(data: Dataset) -> str:
    """The first attribute of the cases, else the documents."""
    first = next(iter(data.cases.attributes), None)
    return f"attribute:{first.name}" if first else "document"


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
