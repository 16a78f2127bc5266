from __future__ import annotations

from qda.analysis.quotes import quotes
from qda.codebook.condition import parse_condition
from tests.analysis.invented import Study


def study() -> Study:
    made = Study(coders=["anna", "berit"])
    made.code("a")
    made.code("b", under="a")
    made.code("c")
    made.document(
        "T1",
        "I: Hvordan gikk det med rekrutteringen i starten av året?",
        "K: Vi fikk mange. Det gikk fint. Så sluttet de.",
        "I: Ja vel.",
        "K: Ja, alle sammen.",
        type="phone",
    )
    made.case("kari", "T1", sector="hospital", role="initiator;facilitator")
    return made


def test_a_quotation_says_where_it_stands_and_who_speaks() -> None:
    made = study()
    made.coding("T1", "Det gikk fint.", "a")
    made.coding("T1", "gikk fint. Så", "c")
    made.coding("T1", "Vi fikk mange.", "c")
    attributes = ["sector", "role", "type"]
    found = quotes(made.dataset(), codes=["a"], attributes=attributes, question=True)
    (quote,) = found.quotes
    assert (quote.code, quote.label, quote.document, quote.segments) == ("a", "A", "T1", "3")
    assert quote.text == "Det gikk fint."
    assert made.texts["T1"][quote.start : quote.end] == quote.text
    assert (quote.speakers, quote.cases, quote.coders) == (("K",), ("kari",), ("anna",))
    assert quote.values == (("hospital",), ("facilitator", "initiator"), ("phone",))
    assert quote.also == ("c",)
    assert quote.question == "Hvordan gikk det med rekrutteringen i starten av året?"


def test_a_passage_over_a_short_turn_is_one_quotation_with_its_speakers() -> None:
    made = study()
    made.coding("T1", "Så sluttet de.", "a")
    made.coding("T1", "Ja, alle sammen.", "b")
    (quote,) = quotes(made.dataset(), codes=["a"]).quotes
    assert quote.parts == (("K", "Så sluttet de."), ("I", "Ja vel."), ("K", "Ja, alle sammen."))
    assert quote.segments == "4–6"
    assert quote.speakers == ("K",)
    assert quote.also == ("b",)
    assert quote.question == ""


def test_without_a_code_named_nothing_is_quoted_twice_for_a_code_above() -> None:
    made = study()
    made.coding("T1", "Vi fikk mange.", "b")
    made.coding("T1", "Så sluttet de.", "a")
    found = quotes(made.dataset())
    assert [(quote.code, quote.text) for quote in found.quotes] == [
        ("b", "Vi fikk mange."),
        ("a", "Så sluttet de."),
    ]


def test_several_coders_are_quoted_together_in_common_or_each() -> None:
    made = study()
    made.coding("T1", "Vi fikk mange. Det gikk fint.", "a", "anna")
    made.coding("T1", "Det gikk fint. Så sluttet de.", "a", "berit")
    data = made.dataset()
    (together,) = quotes(data, codes=["a"]).quotes
    assert together.text == "Vi fikk mange. Det gikk fint. Så sluttet de."
    assert together.coders == ("anna", "berit")
    (common,) = quotes(data, codes=["a"], combine="all").quotes
    assert (common.text, common.coders) == ("Det gikk fint.", ("anna", "berit"))
    each = quotes(data, codes=["a"], combine="each").quotes
    assert [quote.coders for quote in each] == [("anna",), ("berit",)]


def test_a_condition_keeps_out_other_cases() -> None:
    made = study()
    made.coding("T1", "Vi fikk mange.", "a")
    assert quotes(made.dataset(), codes=["a"], where=[parse_condition("sector=x")]).quotes == ()
    assert len(quotes(made.dataset(), where=[parse_condition("type=phone")]).quotes) == 1


def test_quotations_are_in_the_order_of_the_text_whatever_the_order_of_coding() -> None:
    made = study()
    words = ["Så sluttet de.", "Vi fikk mange.", "Vi fikk"]
    for text, code in zip(words, ["c", "c", "b"], strict=True):
        made.coding("T1", text, code)
    first = quotes(made.dataset())
    assert [(quote.code, quote.text) for quote in first.quotes] == [
        ("b", "Vi fikk"),
        ("c", "Vi fikk mange."),
        ("c", "Så sluttet de."),
    ]
    made.codings.reverse()
    assert quotes(made.dataset()) == first
