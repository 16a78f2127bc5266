"""What may be names in a text, by the bundled pipeline."""

from __future__ import annotations

import pytest

from qda.language.names import find_names, placed
from qda.language.pipeline import load


def found(text: str) -> list[tuple[str, str]]:
    (mentions,) = find_names([text], load("bundled"))
    return [(text[one.start : one.end], one.kind) for one in mentions]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jeg snakket med Kari Nordmann i går.", ["Kari Nordmann"]),
        ("Så kom Lars i Lillehammer.", ["Lars", "Lillehammer"]),
        ("Det var fru Hansen som bestemte.", ["Hansen"]),
        ("Vi dro til Bodø, og Ole-Jonny ble med.", ["Bodø", "Ole-Jonny"]),
        ("Det var Bjørns idé.", ["Bjørn"]),
        ("Gruppene ble store. Vi delte dem.", []),
        ("Ja. (Pause.) Nei. (Ler.) Hvor? Så kom Kari [ler] Men du.", ["Kari"]),
    ],
)
def test_names_are_found_each_for_itself(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text)] == names


def test_a_capital_inside_a_sentence_is_enough() -> None:
    assert "Zwyxa" in dict(found("Og da sa Zwyxa at det var nok."))


def test_mentions_of_turns_lie_in_the_whole_text() -> None:
    turns = ["Så kom Kari.", "Det var i Bodø."]
    whole = "\n".join(turns)
    mentions = placed(find_names(turns, load("bundled")), [0, len(turns[0]) + 1])
    assert [whole[one.start : one.end] for one in mentions] == ["Kari", "Bodø"]
