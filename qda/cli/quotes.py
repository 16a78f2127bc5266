"""`qda quotes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from qda.cli.chosen_quotes import Wanted, give_chosen, refuse_filters
from qda.cli.common import open_project, project_option, warn
from qda.cli.figures import (
    Chosen,
    choose_format,
    chosen_style,
    format_options,
    print_data,
    refuse_without_file,
    say_written,
    selection_options,
)

if TYPE_CHECKING:
    from pathlib import Path

    from qda.analysis.dataset import Dataset
    from qda.analysis.quotes import Quotes
    from qda.exports.formats.style import Style

_FORMATS: Final = ("md", "csv", "tsv", "xlsx", "ods", "html", "tex", "docx", "json", "parquet")


@click.command("quotes")
@selection_options
@click.option(
    "--attribute", "attributes", multiple=True, metavar="NAME", help="Give it with each quotation."
)
@click.option("--names", is_flag=True, help="Say documents, cases and speakers.")
@click.option("--numbers", is_flag=True, help="Give each informant a number, without a name.")
@click.option("--question", is_flag=True, help="Give what the interviewer said before.")
@click.option(
    "--chosen", "for_report", is_flag=True, help="Those chosen for the report, trimmed as there."
)
@click.option("--section", metavar="NAME", help="Those chosen for this section of the report.")
@format_options(_FORMATS)
@project_option
def command(
    chosen: Chosen,
    attributes: tuple[str, ...],
    names: bool,
    numbers: bool,
    question: bool,
    for_report: bool,
    section: str | None,
    kind: str | None,
    lang: str,
    bom: bool,
    project: str | None,
) -> None:
    """Collect the passages of codes.

    A code's passages include its sub-codes'. Without `--code` every code gives its own. Who speaks
    is told by attributes only, and by those only as far as three informants share them, unless
    you ask for `--names`. With `--chosen` they are those chosen for the report on the screen of
    quotations, by section and in order, with what was cut, masked and translated there.
    """
    output = chosen.output
    form, style = choose_format(kind, output, _FORMATS), chosen_style(lang, bom)
    if for_report or section is not None:
        refuse_filters(chosen)
        wanted = Wanted(section, attributes, names, numbers, question)
        with open_project(project) as store:
            give_chosen(store, wanted, form, style, output)
        return
    from qda.analysis.load import load
    from qda.analysis.quotes import quotes

    with open_project(project) as store:
        data = load(
            store,
            coders=chosen.coders,
            layer=chosen.layer,
            language=lang,
            made=chosen.made(),
        )
    found = quotes(
        data,
        codes=chosen.codes,
        where=chosen.conditions(),
        having=chosen.having_codes(),
        read=chosen.read,
        combine=chosen.combine,
        attributes=attributes,
        question=question,
    )
    if not names:
        found = _covered(found, data, attributes, numbers)
    _give(found, form, style, output)


def _covered(found: Quotes, data: Dataset, attributes: tuple[str, ...], numbers: bool) -> Quotes:
    from qda.analysis.deidentify import cover, describe
    from qda.exports.rare import rare_lines

    descriptions = describe(data, attributes)
    for line in rare_lines(descriptions, found.provenance.cases):
        warn(line)
    return cover(found, data, descriptions, numbers=numbers)


def _give(found: Quotes, kind: str, style: Style, output: Path | None) -> None:
    from qda.exports.formats.registry import BINARY
    from qda.exports.write import quotes_bytes, write_quotes

    if output is not None:
        say_written(write_quotes(found, output, kind, style))
    elif kind in BINARY:
        refuse_without_file(kind)
    else:
        print_data(quotes_bytes(found, kind, style))
