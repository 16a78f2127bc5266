"""Acts in words: label, place, how many."""

from __future__ import annotations

import pytest

from qda.codebook.apply import apply_codebook
from qda.codebook.edits import NewCode, NewContents
from qda.codebook.stored import read_stored
from qda.codebook.tree import Words
from qda.coding.changes import Act, ApplyCode, EditCodebook, Redo, RemoveCodings, Undo
from qda.coding.desk import Desk
from qda.coding.history import past_acts
from qda.coding.reading import listed_codes
from qda.coding.telling import tell
from qda.errors import QdaError
from qda.project.store import Project


def test_an_act_in_several_documents_says_where_it_began_and_how_many_more(
    project: Project,
) -> None:
    puts = tuple(ApplyCode(document, 25, 54, "attrition") for document in (1, 2))
    ada = Desk(project, "ada")
    ada.perform(Act(puts))
    removal = RemoveCodings(tuple(put.coding for put in puts))
    ada.perform(Act((removal,)))
    back = [ada.perform(Act((change,))).words for change in (Undo(), Undo(), Redo(), Undo())]
    assert back == [
        "undo: take attrition off T01 2 (+1 more)",
        "undo: put attrition on T01 2 (+1 more)",
        "redo: put attrition on T01 2 (+1 more)",
        "undo: put attrition on T01 2 (+1 more)",
    ]


def test_codes_are_called_by_their_label_of_today_which_the_history_does_not_hold(
    project: Project,
) -> None:
    project.codebook_file.write_text("codes:\n  - {id: attrition, label: Gone}\n", encoding="utf-8")
    apply_codebook(project, "ada")
    ada = Desk(project, "ada")
    ada.perform(Act((ApplyCode(1, 25, 54, "attrition"),)))
    words = Words.of({"nb": "Avskalling", "en": "Attrition"})
    rename = Act((EditCodebook(NewContents("attrition", "label", words)),))
    ada.perform(rename)
    with project.read() as session:
        told = [act.words for act in past_acts(session, "ada")]
        english = tell(session, [rename.id], "en")[rename.id]
    assert told == ["change Avskalling: label", "put Avskalling on T01 2"]
    assert english == "change Attrition: label"


def test_a_mistake_in_the_file_is_said_where_a_change_of_the_codebook_meets_it(
    project: Project,
) -> None:
    project.codebook_file.write_text("codes:\n  - {id: attrition}\n", encoding="utf-8")
    apply_codebook(project, "ada")
    project.codebook_file.write_text("codes:\n  - {id: attrition, pin: x}\n", encoding="utf-8")
    with pytest.raises(QdaError, match=r"mistake in line 2 of codebook\.yaml: "):
        Desk(project, "ada").perform(Act((EditCodebook(NewCode("new", "New", None)),)))


def test_a_new_code_that_was_undone_is_listed_only_while_something_has_it(project: Project) -> None:
    project.codebook_file.write_text("codes:\n  - {id: attrition}\n", encoding="utf-8")
    apply_codebook(project, "ada")
    ada = Desk(project, "ada")
    ada.perform(Act((EditCodebook(NewCode("new", "New", None)),)))
    assert "new" in listed(project)
    ada.perform(Act((Undo(),)))
    assert "new" not in listed(project)
    assert "attrition" in listed(project)


def listed(project: Project) -> list[str]:
    with project.read() as session:
        book = read_stored(session)
        return [code.id for code in listed_codes(session, book, project.codebook_file)]
