"""`qda disagreements`: where coders differ, and settling it blind, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, who
from qda.cli.comparing import load_round
from qda.cli.lists import Lists
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.analysis.comparison.disagreements import Disagreement
    from qda.analysis.dataset import Dataset
    from qda.coding.changes import Choice
    from qda.project.store import Project

_CHOICES: Final[dict[str, Choice]] = {"a": "first", "b": "second", "2": "both", "0": "neither"}
_ASKED: Final = "a, b, 2 both, 0 neither; s skip, q quit"


@click.command("disagreements", cls=Lists, takes_all=("--coders", "--documents", "--code"))
@click.option("--coders", multiple=True, required=True, metavar="A B", help="The two coders.")
@click.option("--round", "round_", metavar="NAME", help="Only this round, as it was coded in it.")
@click.option("--documents", multiple=True, metavar="NAME...", help="Only these documents.")
@click.option("--code", "codes", multiple=True, metavar="ID...", help="Only these codes.")
@click.option("--decide", is_flag=True, help="Settle them, one after the other.")
@click.option("--agreed", is_flag=True, help="Take into the consensus what both agree on.")
@project_option
@coder_option
def command(
    coders: tuple[str, ...],
    round_: str | None,
    documents: tuple[str, ...],
    codes: tuple[str, ...],
    decide: bool,
    agreed: bool,
    project: str | None,
    coder: str | None,
) -> None:
    """List the passages on which two coders differ, and settle them.

    With --decide each undecided passage is shown with what A and what B coded, in an order drawn
    for it and without names; who is who is told afterwards. Decisions go into the consensus layer;
    what the coders coded is not touched, and agreement stays that of the independent coding.
    """
    if len(set(coders)) != 2:
        raise QdaError("disagreements are between two coders: `--coders A B`.")
    with open_project(project) as store:
        data, source, documents = _load(store, coders, round_, documents)
        found = _find(data, documents, codes)
        if agreed:
            _take_agreed(store, data, coders, source, who(coder))
        if decide:
            _decide_all(store, found, coders, source, who(coder))
        elif not agreed:
            _list(data, found, coders)


def _load(
    store: Project, coders: tuple[str, ...], round_: str | None, documents: tuple[str, ...]
) -> tuple[Dataset, str, tuple[str, ...]]:
    """The data, the layer that they are of, and the documents."""
    from qda.analysis.load import load
    from qda.coding.rounds import document_names
    from qda.project.models import INDEPENDENT

    if round_ is None:
        return load(store, coders=coders), INDEPENDENT, documents
    data, found = load_round(store, coders, round_)
    with store.read() as session:
        return data, found.layer, document_names(session, found, documents)


def _find(
    data: Dataset, documents: Sequence[str], codes: Sequence[str]
) -> tuple[Disagreement, ...]:
    from qda.analysis.comparison.disagreements import disagreements
    from qda.analysis.comparison.report import compare

    return disagreements(compare(data, documents=documents, codes=codes))


def _list(data: Dataset, found: Sequence[Disagreement], coders: Sequence[str]) -> None:
    for number, passage in enumerate(found, 1):
        say(f"{number}. {_where(passage)}")
        say(f"   {_text(data, passage)}")
        for coder, own in zip(coders, passage.applied, strict=True):
            say(f"   {coder}: {_codes(own)}")
        if passage.agreed:
            say(f"   both: {_codes(passage.agreed)}")
    say(f"{count(len(found), 'passage')} on which {' and '.join(coders)} differ.")


def _where(passage: Disagreement) -> str:
    last = f"–{passage.last}" if passage.last != passage.first else ""
    return f"{passage.document}, segment {passage.first}{last}"


def _text(data: Dataset, passage: Disagreement) -> str:
    text = data.texts[data.documents.names.index(passage.document)]
    return " ".join(text[passage.start : passage.end].split())


def _codes(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes)) or "–"


def _take_agreed(
    store: Project, data: Dataset, coders: tuple[str, ...], source: str, coder: str
) -> None:
    from qda.coding.changes import Act, SettleAgreed
    from qda.coding.desk import Desk
    from qda.coding.rounds import CONSENSUS
    from qda.project.documents import list_documents

    first, second = coders
    with store.read() as session:
        rows = [document.id for document in list_documents(session)]
    changes = tuple(SettleAgreed(row, (first, second), source) for row in rows)
    Desk(store, coder, CONSENSUS).perform(Act(changes))
    say("What both agree on is in the consensus layer.")


def _decide_all(
    store: Project, found: Sequence[Disagreement], coders: Sequence[str], source: str, coder: str
) -> None:
    from qda.coding.changes import Act, Decide
    from qda.coding.desk import Desk
    from qda.coding.disagreeing import blind_order
    from qda.coding.rounds import CONSENSUS

    desk = Desk(store, coder, CONSENSUS)
    left = list(_undecided(store, found))
    done = 0
    for row, passage in left:
        first, second = blind_order(coders)
        _show(store, row, passage, (first, second), source)
        answer = click.prompt(_ASKED, type=click.Choice([*_CHOICES, "s", "q"]), show_choices=False)
        if answer == "q":
            break
        if answer == "s":
            continue
        reason = click.prompt("Why", default="", show_default=False)
        place = row, passage.start, passage.end
        change = Decide(*place, (first, second), _CHOICES[answer], reason, source)
        desk.perform(Act((change,)))
        say(f"Decided. A was {first}, B was {second}.")
        done += 1
    say(f"{count(done, 'passage')} decided, {len(left) - done} left.")


def _undecided(store: Project, found: Sequence[Disagreement]) -> Iterator[tuple[int, Disagreement]]:
    from qda.coding.disagreeing import read_decisions
    from qda.project.documents import list_documents

    with store.read() as session:
        rows = {document.name: document.id for document in list_documents(session)}
        decided = [(one.document, one.start, one.end) for one in read_decisions(session)]
    for passage in found:
        row = rows[passage.document]
        if not any(
            row == document and passage.start < end and passage.end > start
            for document, start, end in decided
        ):
            yield row, passage


def _show(
    store: Project, row: int, passage: Disagreement, shown: tuple[str, str], source: str
) -> None:
    from qda.coding.disagreeing import read_sides
    from qda.project.documents import read_document

    span = (passage.start, passage.end)
    with store.read(together=True) as session:
        text = read_document(session, row).text
        sides = read_sides(session, row, span, shown, source)
    say()
    say(_where(passage))
    say(f"  {' '.join(text[span[0] : span[1]].split())}")
    for letter, side in zip("AB", sides, strict=True):
        say(f"  {letter}: {', '.join(sorted({row.code for row in side.codings})) or '–'}")
        for words in side.memos.values():
            say(f"     memo: {' '.join(words.split())}")
