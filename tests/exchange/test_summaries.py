"""Summaries of the framework matrix on two laptops: united, told apart, and never given away."""

from __future__ import annotations

from pathlib import Path

from qda.citing import kept
from qda.coding.beside import Cited, WriteSummary
from qda.coding.changes import Act
from qda.coding.desk import Desk
from qda.exchange.merge import Merge, merge
from qda.exchange.share import Wish, share, unpack
from qda.exchange.withdrawing import withdraw_merge
from qda.project.store import Project
from qda.project.summaries import read_summaries

T01 = 1
MEETING, RANG = (25, 54), (127, 151)


def write(project: Project, coder: str, text: str, *places: tuple[int, int]) -> str:
    cited = tuple(Cited(T01, *place) for place in places)
    words = kept(text, [one.id for one in cited])
    change = WriteSummary("I01", "recruitment", words, cited)
    Desk(project, coder).perform(Act((change,)))
    return change.summary


def there(project: Project) -> list[tuple[str, str, tuple[int, ...]]]:
    with project.read(together=True) as session:
        found = read_summaries(session)
    return [(one.coder, one.text, tuple(r.start for r in one.references)) for one in found]


def take(mine: Project, theirs: Project) -> Merge:
    return merge(mine, theirs.folder, coder="ada")


def test_two_coders_summaries_of_a_cell_stand_side_by_side_the_same_from_either(
    mine: Project, theirs: Project
) -> None:
    write(mine, "ada", "Mine [1].", MEETING)
    write(theirs, "bo", "Theirs [1].", RANG)
    take(mine, theirs)
    take(theirs, mine)
    assert (
        there(mine) == there(theirs) == [("ada", "Mine [1].", (25,)), ("bo", "Theirs [1].", (127,))]
    )
    assert take(mine, theirs).changes_nothing
    withdraw_merge(mine, coder="ada")
    assert there(mine) == [("ada", "Mine [1].", (25,))]


def test_words_written_differently_on_both_sides_both_stay_each_with_what_it_cites(
    mine: Project, theirs: Project
) -> None:
    write(mine, "ada", "First.")
    take(theirs, mine)
    write(mine, "ada", "Here [1].", MEETING)
    write(theirs, "ada", "There [1].", RANG)
    done = take(mine, theirs)
    take(theirs, mine)
    assert "ada’s summary recruitment was written differently on both sides" in done.clashes[0]
    assert there(mine) == there(theirs)
    ((_, text, places),) = there(mine)
    assert sorted(text.replace("[2]", "[1]").split("\n\n")) == ["Here [1].", "There [1]."]
    assert sorted(places) == [25, 127]
    assert take(mine, theirs).changes_nothing


def test_a_package_for_a_second_coder_has_nobodys_summaries(mine: Project, tmp_path: Path) -> None:
    write(mine, "ada", "The first coder's view [1].", MEETING)
    share(mine, tmp_path / "p.qda", Wish("one", 0, documents=("T01",)), coder="ada")
    assert b"first coder's view" not in (tmp_path / "p.qda").read_bytes()
    unpack(tmp_path / "p.qda", tmp_path / "theirs")
    with Project.open(tmp_path / "theirs") as theirs:
        assert there(theirs) == []
