"""Informants drawn by stratum: in proportion, and the same for everyone who draws again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qda.exchange.draw import Draw, draw

SIZES = st.dictionaries(
    st.tuples(st.sampled_from("abcdef")), st.integers(1, 12), min_size=1, max_size=5
)


def people(sizes: dict[tuple[str], int]) -> dict[str, tuple[str, ...]]:
    return {f"{values[0]}{at}": values for values, size in sizes.items() for at in range(size)}


@given(SIZES, st.integers(1, 40), st.integers(0, 5))
@settings(deadline=None)
def test_as_many_are_drawn_as_asked_or_all_and_every_stratum_gives_its_share(
    sizes: dict[tuple[str], int], number: int, seed: int
) -> None:
    everyone = people(sizes)
    found = draw(everyone, number, by=("x",), seed=seed)
    total = len(everyone)
    assert len(found.drawn) == min(number, total)
    assert found.there == total
    for stratum in found.strata:
        assert all(everyone[name] == stratum.values for name in stratum.drawn)
        share = min(number, total) * stratum.there / total
        least = number >= len(sizes)
        assert len(stratum.drawn) >= (max(1, int(share) - len(sizes)) if least else 0)
        assert len(stratum.drawn) <= max(share + 1, 1)


@given(SIZES, st.integers(1, 10), st.integers(0, 5))
@settings(deadline=None)
def test_the_same_seed_draws_the_same_whatever_the_order(
    sizes: dict[tuple[str], int], number: int, seed: int
) -> None:
    everyone = people(sizes)
    turned = dict(reversed(everyone.items()))
    found = draw(everyone, number, by=("x",), seed=seed)
    assert draw(turned, number, by=("x",), seed=seed) == found
    assert Draw.of_json(found.as_json()) == found


def test_another_seed_draws_others() -> None:
    everyone = people({("a",): 12})
    assert len({draw(everyone, 4, by=(), seed=seed).drawn for seed in range(6)}) > 1
