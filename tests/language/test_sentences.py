"""Sentences of invented speech; a bar stands where one ends and the next begins."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.language.sentences import RuleSegmenter, segmenter

NORWEGIAN = [
    "Vi flyttet hit i 1998. | Da var huset nesten ferdig.",
    "Ja. | Nei. | Jo, kanskje det.",
    "Hva tenkte du da? | Jeg tenkte ingenting.",
    "Så flott! | Det må jeg si.",
    "Det var 17. mai og regn. | Vi gikk i toget likevel.",
    "Hun er født 3. januar 1950. | Jeg er yngre.",
    "Vi møttes den 17. Mai, tror jeg.",
    "Jeg gikk i 3. klasse da. | Det var moro.",
    "Bussen gikk kl. 10.30. | Vi rakk den ikke.",
    "Vi kom kl. 7. | Da sov alle.",
    "Vi dyrket f.eks. poteter og kål.",
    "Det finnes bl.a. Rema og Kiwi der.",
    "Han var konge, dvs. han trodde det.",
    "Det kostet ca. 300 kroner. | Det var dyrt.",
    "Vi kjøpte melk, brød osv. | Så dro vi hjem.",
    "Vi kjøpte melk, brød osv. og dro hjem.",
    "Det var kuer, sauer m.m. | Alt ble solgt.",
    "Jeg snakket med dr. Hansen om det. | Han var enig.",
    "Det var Dr. Berg som ringte.",
    "Fru Lie og hr. Moe kom. | De ble lenge.",
    "J. P. Dahl hadde butikken. | Den brant.",
    "Abid Q. Lie sa det samme.",
    "Vi gikk for plan B. | Så fikk vi det til.",
    "Huset har nr. 14. | Det er gult.",
    "Se s. 12 i heftet. | Der står det.",
    "Jeg er 45. | Han er 50.",
    "Jeg tror det var ... nei, jeg husker ikke.",
    "Jeg vet ikke… kanskje i fjor.",
    "Så stoppet det bare opp ... | Vi måtte vente.",
    "Det var liksom ... ja ... litt rart. | Men det gikk.",
    "Ja. [ler] | Det var litt av en dag.",
    "Ja. (ler) | Det var gøy.",
    "Jeg husker det. | Han kom sent. [00:13:30]",
    "Det var sent. (12.45)",
    "Vi var hjemme. #00:03:18-2#\n|[00:04:01] Nei.",
    "Vi gikk. | [00:04:01] Da kom hun.",
    "[pause] Jeg vet ikke. | Spør ham.",
    "Ja. | [navn] kom hit samme år. | [Sted] var vakkert.",
    "Vi lo [latter] og lo. | Så ble det stille.",
    "Det er bra (ikke sant?) og billig.",
    "Det var sent (klokka var to. Kanskje tre.) og mørkt. | Vi gikk.",
    "(Han ler. Hun også.) | Så gikk vi videre.",
    "Jeg var der (...) hele tiden. | Ingen spurte.",
    "Det var fint. (...) | Så dro vi.",
    "Det var (.) litt vanskelig. | Men greit.",
    "«Kom hit!» ropte han. | Jeg gikk ikke.",
    "«Skal du ikke spise?» sa mor.",
    '"Hva er det?" spurte hun. | "Ingenting."',
    "Han sa: «Nå går vi.» | Så gikk vi.",
    "Hun sa at «vi får se». | Vi så aldri noe.",
    "Da sa jeg: nei, det gjør jeg ikke.",
    "Tre ting er viktige: ro, tid og penger. | Mest ro.",
    "Han sa – og det husker jeg – at det var slutt. | Punktum.",
    "Det var ikke lett. | – Nei, det kan jeg tro.",
    "Vi bodde i Tromsø. | Oslo så vi aldri.",
    "Ikke sant? | Det er det jeg sier.",
    "Er det sant? | ja, det er sant.",
    "Hva?! | Det har jeg ikke hørt.",
    "Nei!!! | Ikke nå.",
    "Vi var to. | Så ble vi tre.",
    "Det er best sånn. | Barnet er min. | Ingen tvil.",
    "Vi holdt på til ti. | Etterpå la vi oss.",
    "Hun jobber i NAV. | Der er det travelt.",
    "Vi ble ferdig.| Så gikk vi.",
    "Jeg brukte nrk.no mye. | Nå leser jeg avisen.",
    "Prisen var 1.200 kroner. | Det er 3.5 ganger mer.",
    "Det skjedde i 2010. | 20 år senere var alt glemt.",
    "1. Søknaden behandles straks.",
    "Jeg liker ikke møter, jf. det jeg sa i sted. | Men jeg går.",
    "Vi fikk hjelp pga. Kari. | Hun ordnet alt.",
    "Kong Håkon kom. | Alle stod langs veien. | Vi vinket.",
    "Å, ja. | Æsj. | Øy-livet passet oss ikke.",
    "Det var jo det at vi ikke hadde noe å gjøre der",
    "Ja ja . | Sånn var det .",
    "Det gikk bra, tror jeg, men ... | Jeg vet ikke. | Spør Per.",
]

NYNORSK = [
    "Vi har t.d. ikkje nok rom. | Det er synd.",
    "Dei tilbyr m.a. samtalar, kurs osb. | Eg gjekk på alt.",
    "Eg snakka med dr. Solheim i går. | Han visste ikkje noko.",
    "Det var den 17. mai og regn. | Vi gjekk i toget likevel.",
    "Ho er fødd 3. januar 1950. | Eg er yngre.",
    "Det kosta om lag 300 kr. | Det var dyrt.",
    "Vi møttest kl. 10.30. | Bussen kom ikkje.",
    "Kva tenkte du då? | Eg tenkte ingenting.",
    "Eg veit ikkje … kanskje i fjor.",
    "«Kom hit!» ropa han. | Eg gjekk ikkje.",
    "«Skal du ikkje ete?» spurde mor.",
    "«Nei», svara eg. | Det var alt.",
    "Han sa: «No går vi.» | Så gjekk vi.",
    "Det var mykje rart, d.v.s. det meste. | Men det gjekk.",
    "Vi fekk hjelp frå kommunen m.m. | Det var bra.",
    "Eg gjekk i 3. klasse då. | Det var moro.",
    "Ja. (ler) | Det var gildt.",
    "Jf. det eg sa i stad. | Det gjeld enno.",
    "Dei kom frå NAV o.l. | Ingen visste noko.",
    "Ho er f.t. sjukmeld. | Ho kjem att.",
    "Det gjaldt bl.a. helsestellet, jf. vedtaket. | Eg har det her.",
    "Det er Kåre sin, eller nr. 2. | Eg hugsar ikkje.",
]

ENGLISH = [
    "I met Mr. Smith at noon. | He was late.",
    "It cost 3.50. | That was fine.",
    "Why? | I don't know.",
    "“Where is it?” she asked. | “Here.”",
    "We used e.g. Python and Ruby. | It worked.",
    "Thank you, Presiding Officer. | I begin today.",
]

LOWER_CASE = [
    "ja det gjorde vi . | så kom dei heim . | korleis gjekk det ? | det gjekk bra .",
    "nei . | han tok f.eks. båten . | vi var to . | så blei vi tre .",
    "det var ... ja . | eg veit ikkje .",
]


def cut(texts: list[str]) -> list[list[str]]:
    return [
        [text[start:end] for start, end in spans]
        for text, spans in zip(texts, segmenter("rules").split(texts), strict=True)
    ]


def marked(line: str) -> tuple[str, list[str]]:
    """The text without its bars, and the sentences that they part."""
    return re.sub(r" ?\|", "", line), [part.strip() for part in line.split("|")]


@pytest.mark.parametrize("line", NORWEGIAN + NYNORSK + ENGLISH)
def test_a_spoken_turn_is_cut_where_a_reader_would_cut_it(line: str) -> None:
    text, expected = marked(line)
    assert cut([text]) == [expected]


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert len(set(NORWEGIAN)) >= 60


def test_the_turns_are_cut_the_same_together_as_one_by_one() -> None:
    pairs = [marked(line) for line in NORWEGIAN]
    assert cut([text for text, _ in pairs]) == [expected for _, expected in pairs]


def test_a_transcript_without_capitals_is_cut_at_its_full_stops() -> None:
    pairs = [marked(line) for line in LOWER_CASE]
    assert cut([text for text, _ in pairs]) == [expected for _, expected in pairs]


def test_a_line_end_is_a_boundary_and_no_sentence_crosses_it() -> None:
    assert cut(["Kari\nPer og\nOla. Slutt"]) == [["Kari", "Per og", "Ola.", "Slutt"]]


def test_blank_text_has_no_sentences() -> None:
    assert cut(["", " \n "]) == [[], []]


def test_the_rules_have_one_name_whatever_is_installed() -> None:
    assert segmenter("rules").name == "rules-2"


SPEECH = st.text(
    st.sampled_from('abcÆØåNr 1237.?!…\n()[]«»"–-:;,\u00a0\u0301f.eks') | st.characters(),
    max_size=80,
)


@settings(deadline=None)  # the first example loads spaCy
@given(st.lists(SPEECH, max_size=4))
def test_sentences_cover_all_that_is_not_white_space_once(texts: list[str]) -> None:
    for text, spans in zip(texts, RuleSegmenter().split(texts), strict=True):
        assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
        assert spans == sorted(spans)
        assert all(text[a:b] == text[a:b].strip() and a < b for a, b in spans)
        assert not any("\n" in text[a:b] for a, b in spans)


@pytest.mark.parametrize("unit", [".", "(", ". ", "?)", "[", "a.B", "1.", '"'])
def test_monotonous_text_is_cut_without_harm(unit: str) -> None:
    text = unit * 20_000
    (spans,) = RuleSegmenter().split([text])
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_choosing_rules_does_not_load_spacy_until_a_text_is_cut() -> None:
    code = (
        "import sys; from qda.language.sentences import segmenter; segmenter('rules');"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
