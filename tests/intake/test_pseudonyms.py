"""Names replaced in a text: consistently, in all their forms, with true offsets."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.errors import QdaError
from qda.intake.naming import Naming
from qda.intake.patching import Proposal, moved, patched, patches
from qda.intake.pseudonyms import Known, Material, Namer, hidden, propose
from qda.language.numbers import Kind, Mention

TEXT = (
    "Jeg møtte Kari Nordmann i Oslo. Karis mann, Lars, sa at Nordmanns hus var solgt. "
    "Lars' bil. KARI! Oslogutten ringte kari på 911 23 456."
)
NAMES: dict[str, Kind] = {
    "Kari Nordmann": "person",
    "Oslo": "place",
    "Karis": "name",
    "Lars": "person",
    "Nordmanns": "name",
    "911 23 456": "phone",
}


def mentions(text: str) -> list[Mention]:
    return [
        Mention(found.start(), found.end(), kind)
        for name, kind in NAMES.items()
        for found in re.finditer(re.escape(name), text)
    ]


def proposals(
    text: str = TEXT, labels: tuple[str, ...] = (), known: Known | None = None
) -> list[Proposal]:
    known = known or Known({})
    return propose(Material(text, labels), mentions(text), known, Namer(known))


def replaced(text: str = TEXT) -> str:
    return patched(text, patches(text, proposals(text)))


def test_a_person_has_one_pseudonym_in_all_forms_and_genitives_keep_their_ending() -> None:
    assert replaced() == (
        "Jeg møtte [Person 1] i [Sted 1]. [Person 1]s mann, [Person 2], sa at [Person 1]s hus var "
        "solgt. [Person 2]s bil. [Person 1]! Oslogutten ringte kari på [telefonnummer]."
    )


def test_words_that_still_hold_a_name_are_found() -> None:
    found = {one.name: one.replacement for one in hidden(Material(TEXT), proposals())}
    assert found == {"kari": "[Person 1]", "Oslogutten": "[Sted 1]gutten"}


def test_a_known_name_gets_what_stood_for_it_before_and_numbers_go_on() -> None:
    known = Known({"oslo": "[en storby]", "per": "[Person 4]"})
    stands = {one.name: one.replacement for one in proposals(known=known)}
    assert stands["Oslo"] == "[en storby]"
    assert stands["Lars"] == "[Person 6]"


def test_two_people_of_one_first_name_are_not_made_one() -> None:
    text = "Kari Berg og Kari Dahl kom. Kari gikk."
    kinds: list[Mention] = [
        Mention(found.start(), found.end(), "person")
        for found in re.finditer("Kari Berg|Kari Dahl|Kari(?= gikk)", text)
    ]
    known = Known({})
    found = propose(Material(text), kinds, known, Namer(known))
    assert len({one.replacement for one in found}) == 3


def test_labels_are_names_too_and_usual_ones_are_not() -> None:
    labels = ("Kari_Nordmann_2", "Intervjuer", "I01", "Lars")
    found = proposals(labels=labels)
    assert [patched(label, patches(label, found)) for label in labels] == [
        "[Person 1]_2",
        "Intervjuer",
        "I01",
        "[Person 2]",
    ]


def test_a_word_with_a_capital_because_it_is_the_first_is_no_name() -> None:
    text = "Gruppa var fin. Jeg likte gruppa."
    known = Known({})
    assert propose(Material(text), [Mention(0, 6, "name")], known, Namer(known)) == []


PARTS = st.sampled_from(["Kari", "Kari Li", "Karis", "a", "b.", "\n", "", "Kar"])


@settings(deadline=None)
@given(st.lists(PARTS, max_size=8))
def test_offsets_lead_to_the_same_words_after_replacing(parts: list[str]) -> None:
    text = " ".join(parts)
    names = [
        Proposal("Kari", "person", ("Kari",), 1, "[Person 12]"),
        Proposal("Kari Li", "person", ("Kari Li",), 1, "[P]"),
    ]
    changes = patches(text, names)
    new, move = patched(text, changes), moved(changes)
    inside = {at for one in changes for at in range(one.start, one.end)}
    assert move(len(text)) == len(new)
    for at, char in enumerate(text):
        if at not in inside:
            assert new[move(at)] == char
    assert all(move(a) <= move(b) for a, b in pairwise(range(len(text) + 1)))
    assert "Kari" not in new


def naming(text: str = TEXT) -> Naming:
    known = Known({})
    namer = Namer(known)
    return Naming(
        Material(text), propose(Material(text), mentions(text), known, namer), known, namer
    )


def test_each_name_is_asked_once_and_the_decided_ones_are_replaced() -> None:
    state = naming()
    state.decide(replaced=True)
    state.decide(replaced=False)
    assert state.decide_rest(replaced=True) == len(state.choices) - 2
    assert state.undecided == 0 and state.current is None
    left = state.choices[1].proposal.name
    assert left not in [one.name for one in state.decided]


def test_what_was_said_can_be_said_anew() -> None:
    state = naming()
    state.decide(replaced=False)
    state.back()
    state.reword("[en venn]")
    state.decide(replaced=True)
    assert state.decided[0].replacement == "[en venn]"


def test_a_missed_name_is_added_and_asked_next() -> None:
    state = naming("Hun het Zwyxa. Ja.")
    state.add("Zwyxa")
    assert state.current is not None and state.current.proposal.name == "Zwyxa"
    with pytest.raises(QdaError, match="among the names already"):
        state.add("Zwyxa")
    with pytest.raises(QdaError, match="stands nowhere"):
        state.add("Olga")


def test_an_added_name_counts_its_places_and_its_genitives() -> None:
    state = naming("hun het zwyxa. zwyxas hus, zwyxa.")
    assert state.add("zwyxa").count == 3


def test_two_forms_of_one_person_are_joined_and_reworded_together_and_parted_again() -> None:
    state = naming()
    names = {choice.proposal.name: at for at, choice in enumerate(state.choices)}
    state.at = names["Oslo"]
    state.join("Kari Nordmann")
    alike = state.alike(state.choices[names["Oslo"]])
    assert {one.proposal.name for one in alike} == {"Kari Nordmann", "Kari", "Nordmann", "Oslo"}
    assert state.reword_alike("[en venn]") == 4
    state.set_kind("place")
    stands = {one.proposal.name: one.proposal.replacement for one in state.choices}
    assert stands["Kari"] == stands["Kari Nordmann"] == "[en venn]"
    assert stands["Oslo"] == "[Sted 2]"
    with pytest.raises(QdaError, match="no other"):
        state.join("Oslo")


def test_what_stands_for_every_phone_number_joins_none_of_them() -> None:
    state = naming()
    phone = next(one for one in state.choices if one.proposal.kind == "phone")
    assert state.alike(phone) == [phone]
    assert phone not in state.to_join()


def test_a_common_word_in_a_name_is_not_looked_for_inside_other_words() -> None:
    one = Proposal("Nes kommune", "place", ("Nes kommune",), 1, "[Sted 1]")
    assert [word.name for word in hidden(Material("Kommunene på neset."), [one])] == ["neset"]


def test_a_kind_gives_a_pseudonym_of_that_kind() -> None:
    state = naming()
    state.set_kind("organisation")
    assert state.current is not None
    assert state.current.proposal.replacement == "[Organisasjon 1]"
    with pytest.raises(QdaError, match="no kind"):
        state.set_kind("animal")


def test_a_pseudonym_that_holds_the_name_is_refused() -> None:
    with pytest.raises(QdaError, match="holds the name"):
        naming().reword("[Kari Nordmanns venn]")


def test_words_with_a_name_inside_are_asked_at_the_end() -> None:
    state = naming()
    state.decide_rest(replaced=True)
    assert state.look_inside() == 2
    state.decide_rest(replaced=True)
    assert state.look_inside() == 0
    text = patched(TEXT, patches(TEXT, state.decided))
    assert not re.search("kari|oslo", text, re.IGNORECASE)
