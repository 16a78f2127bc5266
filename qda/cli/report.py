"""`qda report`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.analysis.options import Options
from qda.cli.common import open_project, project_option, warn
from qda.cli.figures import Chosen, choose_format, say_written, selection_options
from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.exports.languages import Language
    from qda.exports.report.contents import Contents, Plan
    from qda.exports.report.sources import Sources
    from qda.exports.sheet import Sheet
    from qda.project.store import Project


@click.command("report")
@click.option("--title", default="", help="By default the project's name.")
@click.option(
    "--by",
    multiple=True,
    metavar="NAME",
    help="Compare the informants by this attribute; by default the first of the cases.",
)
@click.option(
    "--attribute", "attributes", multiple=True, metavar="NAME", help="Describe speakers by it."
)
@click.option(
    "--quotes",
    "most",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    metavar="N",
    help="So many quotations a code, drawn by lot.",
)
@click.option("--level", type=click.IntRange(min=1), metavar="N", help="Only the top N levels.")
@click.option("--framework", is_flag=True, help="With what was summed up: the framework matrix.")
@click.option("--names", is_flag=True, help="Say documents, cases and speakers.")
@click.option("--numbers", is_flag=True, help="Give each informant a number, without a name.")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="A folder with templates of your own for html.",
)
@selection_options
@click.option(
    "--lang",
    type=click.Choice(["en", "nb"]),
    default="en",
    show_default=True,
    help="Labels, headings and the method paragraph.",
)
@project_option
def command(
    chosen: Chosen,
    title: str,
    by: tuple[str, ...],
    attributes: tuple[str, ...],
    most: int,
    level: int | None,
    framework: bool,
    names: bool,
    numbers: bool,
    templates: Path | None,
    lang: str,
    project: str | None,
) -> None:
    """Write a report: method, figures, quotations and codebook, as .html or .docx.

    The page of HTML needs nothing beside it and loads nothing. Nobody is named unless you ask for
    `--names`.
    """
    from qda.exports.languages import find_language
    from qda.exports.report.contents import Plan
    from qda.exports.report.sources import read_sources

    form = choose_format(None, chosen.output, ("html", "docx"))
    if chosen.output is None:
        raise QdaError("a report needs a file; add `-o report.html` or `-o report.docx`.")
    options = Options(
        codes=chosen.codes,
        level=level,
        where=chosen.conditions(),
        having=chosen.having_codes(),
        read=chosen.read,
        combine=chosen.combine,
    )
    with open_project(project) as store:
        sources = read_sources(store, chosen.coders, lang, chosen.made())
        plan = Plan(title, by or _first(sources), attributes, most, names, numbers, options)
        summed_up = _framework(store, sources, plan, find_language(lang)) if framework else None
    report = replace(_made(sources, plan, find_language(lang)), framework=summed_up)
    _give(report, form, find_language(lang), templates, chosen.output)


def _first(sources: Sources) -> tuple[str, ...]:
    return tuple(one.name for one in sources.data.cases.attributes[:1])


def _made(sources: Sources, plan: Plan, language: Language) -> Contents:
    from qda.exports.rare import rare_lines
    from qda.exports.report.contents import contents

    report, descriptions = contents(sources, plan, language)
    if not plan.names:
        for line in rare_lines(descriptions, report.cases):
            warn(line)
    return report


def _framework(store: Project, sources: Sources, plan: Plan, language: Language) -> Sheet:
    """What was summed up, of the codes, cases and coders that the report is of."""
    from qda.analysis.framework import Choice, load_framework
    from qda.exports.covering import load_covered
    from qda.exports.framework import framework_sheet

    asked = plan.options
    choice = Choice(asked.codes, asked.level or 1, (), asked.where, plan.attributes)
    coders = sources.data.coders
    if plan.names:
        return framework_sheet(load_framework(store, choice, coders, language.code)[0], language)
    covered = load_covered(store, choice, coders, language.code)
    for line in covered.named:
        warn(line)
    return framework_sheet(covered.framework, language)


def _give(
    report: Contents, form: str, language: Language, templates: Path | None, output: Path
) -> None:
    from qda.exports.report.write import report_docx, report_html
    from qda.exports.write import keep

    if form == "docx":
        data = report_docx(report, language)
    else:
        data = report_html(report, language, templates)
    say_written((keep(output, data),))
