"""`qda disagreements`: where coders differ, and settling it blind, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from qda.cli.common import coder_option, count, open_project, project_option, say, who
from qda.cli.lists import Lists
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.analysis.comparison.disagreements import Disagreement
    from qda.coding.changes import Choice
    from qda.comparing.differing import Differing, Laid, Passage
    from qda.project.store import Project

_CHOICES: Final[dict[str, Choice]] = {"a": "first", "b": "second", "2": "both", "0": "neither"}
_ASKED: Final = "a, b, 2 both, 0 neither; s skip, q quit"


@click.command("disagreements", cls=Lists, takes_all=("--coders", "--documents", "--code"))
@click.option("--coders", multiple=True, required=True, metavar="A B", help="The two coders.")
@click.option("--round", "round_", metavar="NAME", help="Only this round, as it was coded in it.")
@click.option("--documents", multiple=True, metavar="NAME...", help="Only these documents.")
@click.option("--code", "codes", multiple=True, metavar="ID...", help="Only these codes.")
@click.option("--decide", is_flag=True, help="Settle them, one after the other.")
@click.option("--again", is_flag=True, help="With --decide: also those that are settled.")
@click.option("--agreed", is_flag=True, help="Take into the consensus what both agree on.")
@project_option
@coder_option
def command(
    coders: tuple[str, ...],
    round_: str | None,
    documents: tuple[str, ...],
    codes: tuple[str, ...],
    decide: bool,
    again: bool,
    agreed: bool,
    project: str | None,
    coder: str | None,
) -> None:
    """List the passages on which two coders differ, and settle them.

    With --decide each undecided passage is shown with what A and what B coded, in an order drawn
    for it and without names; who is who is told afterwards. Decisions go into the consensus layer;
    what the coders coded is not touched, and agreement stays that of the independent coding. A
    decision takes the place of one that stands, whoever made it; the history keeps both.
    """
    from qda.comparing.differing import Between, find_differing

    if len(set(coders)) != 2:
        raise QdaError("disagreements are between two coders: `--coders A B`.")
    with open_project(project) as store:
        found = find_differing(store, Between(coders, round_ or ""), documents, codes)
        if agreed:
            _take_agreed(store, found, who(coder))
        if decide:
            chosen = [one for one in found.passages if again or not one.settled]
            _decide_all(store, found, chosen, who(coder))
        elif not agreed:
            _list(store, found)


def _list(store: Project, found: Differing) -> None:
    from qda.tui.words_disagreements import settled

    texts = _texts(store, found)
    for number, passage in enumerate(found.passages, 1):
        own = passage.found
        say(f"{number}. {_where(own)}")
        say(f"   {_one_line(texts[passage.document][own.start : own.end])}")
        for coder, codes in zip(found.between.coders, own.applied, strict=True):
            say(f"   {coder}: {_codes(codes)}")
        if own.agreed:
            say(f"   both: {_codes(own.agreed)}")
        for line in settled(passage).splitlines():
            say(f"   {line}")
    names = " and ".join(found.between.coders)
    say(f"{count(len(found.passages), 'passage')} on which {names} differ.")


def _texts(store: Project, found: Differing) -> dict[int, str]:
    """The texts of the documents in which there are passages, by their rows."""
    from qda.project.documents import read_document

    rows = {passage.document for passage in found.passages}
    with store.read(together=True) as session:
        return {row: read_document(session, row).text for row in rows}


def _where(passage: Disagreement) -> str:
    last = f"–{passage.last}" if passage.last != passage.first else ""
    return f"{passage.document}, segment {passage.first}{last}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes)) or "–"


def _take_agreed(store: Project, found: Differing, coder: str) -> None:
    from qda.coding.changes import Act, SettleAgreed
    from qda.coding.desk import Desk
    from qda.project.models import CONSENSUS

    first, second = found.between.coders
    changes = (SettleAgreed(row, (first, second), found.layer) for row in found.documents)
    Desk(store, coder, CONSENSUS).perform(Act(tuple(changes)))
    say("What both agree on is in the consensus layer.")


def _decide_all(store: Project, found: Differing, left: Sequence[Passage], coder: str) -> None:
    from qda.coding.changes import Act, Decide
    from qda.coding.desk import Desk
    from qda.coding.disagreeing import blind_order
    from qda.comparing.differing import lay_out
    from qda.project.models import CONSENSUS

    desk = Desk(store, coder, CONSENSUS)
    done = 0
    for passage in left:
        first, second = blind_order(found.between.coders)
        _show(passage, lay_out(store, passage, (first, second), found.layer))
        answer = click.prompt(_ASKED, type=click.Choice([*_CHOICES, "s", "q"]), show_choices=False)
        if answer == "q":
            break
        if answer == "s":
            continue
        reason = click.prompt("Why", default="", show_default=False)
        place = passage.document, passage.found.start, passage.found.end
        change = Decide(*place, (first, second), _CHOICES[answer], reason, found.layer)
        desk.perform(Act((change,)))
        say(f"Decided. A was {first}, B was {second}.")
        done += 1
    say(f"{count(done, 'passage')} decided, {len(left) - done} left.")


def _show(passage: Passage, laid: Laid) -> None:
    """A passage with its context, and what A and B have there, without names."""
    own = passage.found
    start, end = own.start - laid.start, own.end - laid.start
    say()
    say(_where(own))
    around = laid.text[:start], f"[{laid.text[start:end]}]", laid.text[end:]
    say(f"  {_one_line(''.join(around))}")
    for letter, side in zip("AB", laid.sides, strict=True):
        say(f"  {letter}: {_codes({row.code for row in side.codings})}")
        for words in side.memos.values():
            say(f"     memo: {_one_line(words)}")
