"""The statistics once more, slow and from the definitions, to compare with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, permutations

import numpy as np

from qda.analysis.agreement.alignment import dissimilarity
from qda.analysis.agreement.spans import SpanData
from qda.analysis.agreement.value import IntArray

Rows = Iterable[Iterable[object]]


def alpha(rows: Rows, distance: Callable[[object, object], float]) -> float | None:
    """Krippendorff's alpha; None is a unit that the coder did not see."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) >= 2]
    everything = [value for unit in units for value in unit]
    n = len(everything)
    if not n:
        return None
    observed = sum(
        distance(c, k) / (len(unit) - 1) for unit in units for c, k in permutations(unit, 2)
    )
    expected = sum(distance(c, k) for c, k in permutations(everything, 2)) / (n - 1)
    return 1 - observed / expected if expected else None


def unequal(c: object, k: object) -> float:
    """The nominal distance."""
    return float(c != k)


def rows_of(values: IntArray) -> list[list[int | None]]:
    """Units x coders with None for unseen."""
    return [[None if v < 0 else int(v) for v in row] for row in values]


def characters(data: SpanData) -> list[list[frozenset[int]]]:
    """For each character the set of codes of each coder."""
    found = [[set[int]() for _ in data.coders] for _ in range(int(data.length or 0))]
    for coder, start, end, code in spans_of(data):
        for at in range(int(start), int(end)):
            found[at][coder].add(code)
    return [[frozenset(codes) for codes in row] for row in found]


def spans_of(data: SpanData) -> list[tuple[int, float, float, int]]:
    """Coder, start, end, code."""
    columns = (data.coder, data.start, data.end, data.code)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def u_alpha(data: SpanData) -> float | None:
    """u-alpha from characters: what every character of one coder meets at the others."""
    m, length = len(data.coders), int(data.length or 0)
    text = [[next(iter(codes), -1) for codes in row] for row in characters(data)]
    values = sorted({value for row in text for value in row})
    meet = {(c, k): 0.0 for c in values for k in values}
    for row in text:
        for c, k in permutations(row, 2):
            meet[c, k] += 1 / (m - 1)
    squares = dict.fromkeys(values, 0.0)
    for _, start, end, code in spans_of(data):
        squares[code] += (end - start) ** 2
    if -1 in squares:
        squares[-1] = sum(value == -1 for row in text for value in row)
    total = m * length
    margin = {c: sum(meet[c, k] for k in values) for c in values}
    below = total - sum(squares.values()) / total
    expected = sum(margin[c] * margin[k] for c in values for k in values if c != k) / below
    observed = sum(meet[c, k] for c in values for k in values if c != k)
    return 1 - observed / expected if expected else None


def alpha_u_observed(data: SpanData, code: int) -> float:
    """D_o of alpha_U (1995), section by section."""
    m, length = len(data.coders), data.length or 0
    total = 0.0
    for i, j in permutations(range(m), 2):
        for start, end, is_unit in sections(data, i, code):
            for s, e, other_is_unit in sections(data, j, code):
                if is_unit and other_is_unit and start < e and s < end:
                    total += (start - s) ** 2 + (end - e) ** 2
                elif is_unit and not other_is_unit and s <= start and end <= e:
                    total += 2 * (end - start) ** 2  # counted once of the two orders
    return total / (m * (m - 1) * length**2)


def sections(data: SpanData, coder: int, code: int) -> list[tuple[float, float, bool]]:
    """One coder's units of a code and the gaps between them."""
    units = sorted((s, e) for c, s, e, k in spans_of(data) if c == coder and k == code)
    found, at = [], 0.0
    for start, end in units:
        found += [(at, start, False)] if start > at else []
        found.append((start, end, True))
        at = end
    return found + ([(at, data.length or 0, False)] if at < (data.length or 0) else [])


def matches(first: SpanData, second: SpanData, fits: Callable[[int, int], bool]) -> int:
    """The most one-to-one matches, by trying them all."""

    def most(left: int, free: frozenset[int]) -> int:
        if left == len(first):
            return 0
        tries = [1 + most(left + 1, free - {right}) for right in free if fits(left, right)]
        return max([most(left + 1, free), *tries])

    return most(0, frozenset(range(len(second))))


def least_disorder(data: SpanData) -> float:
    """The disorder of the best alignment, by trying them all."""
    m, empty = len(data.coders), data.weights.delta_empty
    pairs = m * (m - 1) // 2

    def cost(group: tuple[int, ...]) -> float:
        real = list(combinations(group, 2))
        apart = sum(
            float(dissimilarity(data, np.array([u]), np.array([v]), data.weights)[0])
            for u, v in real
        )
        return (apart + (pairs - len(real)) * empty) / pairs

    def least(units: tuple[int, ...]) -> float:
        if not units:
            return 0.0
        first, rest = units[0], units[1:]
        found = np.inf
        for size in range(m):
            for others in combinations(rest, size):
                group = (first, *others)
                if len({int(data.coder[u]) for u in group}) == len(group):
                    left = tuple(u for u in rest if u not in others)
                    found = min(found, cost(group) + least(left))
        return found

    return least(tuple(range(len(data)))) * m / len(data)
