"""Drawing informants by stratum: seeded, so that anyone draws the same again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stratum:
    """Informants who are alike in the attributes they are drawn by.

    Attributes:
        values: What they have in these attributes; ``(none)`` where nothing is known.
        there: How many there are to draw from.
        drawn: Who was drawn.
    """

    values: tuple[str, ...]
    there: int
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """How informants were chosen.

    Attributes:
        seed: Of the order in which they were drawn.
        by: The attributes of the strata.
        strata: The strata, sorted by their values.
        left_out: Who was not there to be drawn, as their documents belong to an earlier round.
    """

    seed: int
    by: tuple[str, ...]
    strata: tuple[Stratum, ...]
    left_out: tuple[str, ...] = ()

    @property
    def drawn(self) -> tuple[str, ...]:
        """Everyone who was drawn, sorted."""
        return tuple(sorted(name for stratum in self.strata for name in stratum.drawn))

    @property
    def there(self) -> int:
        """How many could be drawn."""
        return sum(stratum.there for stratum in self.strata)

    def words(self) -> str:
        """How informants were chosen, for the section on method."""
        by = f" in proportion from the strata of {' and '.join(self.by)}" if self.by else ""
        said = f"{len(self.drawn)} of {self.there} drawn at random{by} (seed {self.seed})"
        out = len(self.left_out)
        return f"{said} with all their documents" + (
            f", {out} of an earlier round left out" if out else ""
        )

    def as_json(self) -> dict[str, Any]:
        """For the store; `Draw.of_json` reads it back."""
        return {
            "seed": self.seed,
            "by": list(self.by),
            "strata": [[list(one.values), one.there, list(one.drawn)] for one in self.strata],
            "left_out": list(self.left_out),
        }

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Draw:
        """What `as_json` gave."""
        strata = (
            Stratum(tuple(values), there, tuple(drawn)) for values, there, drawn in stored["strata"]
        )
        by, left_out = tuple(stored["by"]), tuple(stored["left_out"])
        return cls(stored["seed"], by, tuple(strata), left_out)


def draw(
    informants: Mapping[str, tuple[str, ...]],
    number: int,
    *,
    by: Sequence[str],
    seed: int,
    left_out: Sequence[str] = (),
) -> Draw:
    """Draw informants from every stratum, in proportion to its size.

    Each stratum gives its share of the number, the largest remainders one more (Hamilton's
    method); while there are enough to draw, every stratum gives at least one.

    Args:
        informants: Who can be drawn, each with the values that make the stratum.
        number: How many to draw; more than there are means all.
        by: What the values are of.
        seed: Another seed draws others. The order is that of the SHA-256 of seed and name.
        left_out: Who cannot be drawn, for the record.
    """
    strata: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, values in informants.items():
        strata[values].append(name)
    sizes = {values: len(names) for values, names in strata.items()}
    shares = _shares(sizes, min(number, len(informants)))
    return Draw(
        seed=seed,
        by=tuple(by),
        strata=tuple(
            Stratum(
                values,
                sizes[values],
                tuple(sorted(sorted(strata[values], key=_ticket(seed))[: shares[values]])),
            )
            for values in sorted(strata)
        ),
        left_out=tuple(sorted(left_out)),
    )


def _ticket(seed: int) -> Any:
    return lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest()


def _shares(sizes: Mapping[tuple[str, ...], int], number: int) -> dict[tuple[str, ...], int]:
    """How many of each stratum."""
    total = sum(sizes.values())
    if not total:
        return dict(sizes)
    exact = {values: number * size / total for values, size in sizes.items()}
    least = 1 if number >= len(sizes) else 0
    shares = {values: max(least, int(share)) for values, share in exact.items()}
    order = sorted(sizes, key=lambda values: (shares[values] - exact[values], values))
    while sum(shares.values()) < number:
        short = [values for values in order if shares[values] < sizes[values]]
        shares[min(short, key=lambda values: (shares[values] - exact[values], values))] += 1
    while sum(shares.values()) > number:
        many = [values for values in order if shares[values] > least]
        shares[max(many, key=lambda values: (shares[values] - exact[values], values))] -= 1
    return shares
