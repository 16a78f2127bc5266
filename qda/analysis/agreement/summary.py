"""Every statistic that applies to given data, under one fixed name each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qda.analysis.agreement import (
    alpha,
    alpha_u,
    gamma,
    matching,
    nominal,
    sets,
    standard_errors,
    u_alpha,
)
from qda.analysis.agreement.alignment import best_alignment
from qda.analysis.agreement.ratings import NominalData, Ratings
from qda.analysis.agreement.sets import SetData
from qda.analysis.agreement.spans import CharacterTable, SpanData, regions
from qda.analysis.agreement.value import Coefficient, FloatArray, Undefined, Value
from qda.errors import QdaError

Data = NominalData | SetData | SpanData | CharacterTable
Found = Value | Coefficient | Mapping[str, "Found"] | list[list[float]]
"""One statistic, or several by category, code, pair of coders."""

Plain = float | None | list[list[float]] | dict[str, "Plain"]

ONE_CODER = Undefined("there are fewer than two coders")
NO_LENGTH = Undefined("the length of the continuum is not given")


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was computed.

    Attributes:
        values: {statistic: value}; None for undefined, a dictionary by category, code or pair.
        undefined: {statistic: why}; inside a dictionary the keys are joined with a dot.
        notes: {statistic: remark} that belongs beside the value.
    """

    values: dict[str, Plain]
    undefined: dict[str, Undefined]
    notes: dict[str, str]


def all_statistics(data: Data) -> Statistics:
    """Every statistic that applies."""
    match data:
        case NominalData():
            found = _nominal(data)
        case SetData():
            found = _sets(data)
        case SpanData():
            found = _spans(data)
        case CharacterTable():
            found = _characters(data.ratings(), 2)
    statistics = Statistics({}, {}, {})
    for name, item in found.items():
        statistics.values[name] = _plain(name, item, statistics)
    return statistics


def _plain(name: str, item: Found, into: Statistics) -> Plain:
    if isinstance(item, Coefficient):
        if item.note:
            into.notes[name] = item.note
        item = item.value
    if isinstance(item, Undefined):
        into.undefined[name] = item
        return None
    if isinstance(item, Mapping):
        return {key: _plain(f"{name}.{key}", value, into) for key, value in item.items()}
    return item


def _named(names: tuple[str, ...], coefficient: Coefficient) -> dict[str, Found]:
    return dict(zip(names, coefficient.values, strict=True))


def _nominal(data: NominalData) -> dict[str, Found]:
    ratings = data.ratings()
    found: dict[str, Found] = {
        "percent_agreement": nominal.percent_agreement(ratings),
        "percent_agreement_pooled_pairs": nominal.percent_agreement_pooled_pairs(ratings),
        "brennan_prediger": nominal.brennan_prediger(ratings),
        "gwet_ac1": nominal.gwet_ac1(ratings),
        "fleiss_kappa": nominal.fleiss_kappa(ratings),
        "fleiss_kappa_per_category": _named(
            data.categories, nominal.fleiss_kappa_per_category(ratings)
        ),
        "conger_kappa": nominal.conger_kappa(ratings),
        "light_kappa": nominal.light_kappa(ratings),
        "krippendorff_alpha_nominal": alpha.nominal(ratings),
        "krippendorff_alpha_per_category": _named(data.categories, alpha.per_category(ratings)),
    }
    if data.positions is not None:
        for scale in (alpha.ordinal, alpha.interval, alpha.ratio):
            found[f"krippendorff_alpha_{scale.__name__}"] = scale(ratings, data.positions)
    if len(data.categories) == 2:
        found["positive_agreement"] = nominal.specific_agreement(ratings, 0)
        found["negative_agreement"] = nominal.specific_agreement(ratings, 1)
    found |= _two_coders(ratings) if ratings.coders == 2 else _every_pair(ratings)
    return found | _errors(ratings, 1 if data.weights is None else 0)


def _two_coders(ratings: Ratings) -> dict[str, Found]:
    found: dict[str, Found] = {
        "cohen_kappa": nominal.cohen_kappa(ratings),
        "kappa_max": nominal.kappa_max(ratings),
        "scott_pi": nominal.scott_pi(ratings),
    }
    if len(ratings.categories) == 2:
        found["prevalence_index"] = nominal.prevalence_index(ratings)
        found["bias_index"] = nominal.bias_index(ratings)
        found["pabak"] = nominal.brennan_prediger(ratings)
    return found


def _every_pair(ratings: Ratings) -> dict[str, Found]:
    pairs = {f"{a + 1}-{b + 1}": ratings.pair(a, b) for a, b in ratings.pairs()}
    return {
        "cohen_kappa_pairwise_common_units": {
            name: nominal.cohen_kappa(pair) for name, pair in pairs.items()
        },
        "pair_common_units": {name: float(pair.weights.sum()) for name, pair in pairs.items()},
    }


def _errors(ratings: Ratings, ddof: int) -> dict[str, Found]:
    found: dict[str, Found] = {
        f"se.{error.__name__}": error(ratings, ddof=ddof)
        for error in (
            standard_errors.percent_agreement,
            standard_errors.brennan_prediger,
            standard_errors.gwet_ac1,
            standard_errors.fleiss_kappa,
            standard_errors.conger_kappa,
        )
    }
    if ratings.coders == 2:
        both = ratings.pair(0, 1)
        found["se.cohen_kappa"] = standard_errors.conger_kappa(both, ddof=ddof)
        found["se.scott_pi"] = standard_errors.fleiss_kappa(both, ddof=ddof)
        found["se.cohen_kappa_fleiss_cohen_everitt_1969"] = standard_errors.cohen_kappa_asymptotic(
            ratings
        )
    return found


def _sets(data: SetData) -> dict[str, Found]:
    tree = sets.roll_up(data)
    values, found_sets = sets.as_values(data.applied, data.seen, codes=data.codes)
    found: dict[str, Found] = {
        "krippendorff_alpha_set_equality": alpha.nominal(values),
        "exact_match": sets.exact_match(values),
        "micro_f1": sets.micro_f1(data.ratings()),
        "per_code": _per_code(tree.codes, tree.ratings()),
    }
    for name, coefficient in sets.alphas(values, found_sets).items():
        found[f"krippendorff_alpha_{name}"] = coefficient
    if len(data.coders) == 2:
        leaves = data.ratings().of_codes(data.leaves)
        kappas = nominal.cohen_kappa(leaves)
        found["mean_kappa"] = sets.mean_kappa(kappas)
        found["pooled_kappa"] = sets.pooled_kappa(kappas)
        found["stacked_kappa"] = sets.stacked_kappa(leaves)
    return found


def _by_code(
    codes: tuple[str, ...], columns: dict[str, list[Value]]
) -> dict[str, dict[str, Found]]:
    return {
        code: {name: column[index] for name, column in columns.items()}
        for index, code in enumerate(codes)
    }


def _per_code(codes: tuple[str, ...], ratings: Ratings) -> dict[str, Found]:
    """The binary statistics of each code."""
    measures: dict[str, Coefficient] = {
        "prevalence": sets.prevalence(ratings),
        "percent_agreement": nominal.percent_agreement(ratings),
        "positive_agreement": nominal.specific_agreement(ratings, 0),
        "negative_agreement": nominal.specific_agreement(ratings, 1),
        "brennan_prediger": nominal.brennan_prediger(ratings),
        "gwet_ac1": nominal.gwet_ac1(ratings),
        "fleiss_kappa": nominal.fleiss_kappa(ratings),
        "conger_kappa": nominal.conger_kappa(ratings),
        "light_kappa": nominal.light_kappa(ratings),
        "krippendorff_alpha_nominal": alpha.nominal(ratings),
    }
    if ratings.coders == 2:
        measures |= {
            "cohen_kappa": nominal.cohen_kappa(ratings),
            "kappa_max": nominal.kappa_max(ratings),
            "scott_pi": nominal.scott_pi(ratings),
            "pabak": nominal.brennan_prediger(ratings),
            "prevalence_index": nominal.prevalence_index(ratings),
            "bias_index": nominal.bias_index(ratings),
        }
    found = _by_code(codes, {name: measure.values for name, measure in measures.items()})
    if ratings.coders == 2:
        for code, table in zip(codes, nominal.table_2x2(ratings), strict=True):
            found[code]["table_2x2"] = _cells(table)
    return dict(found)


def _cells(table: FloatArray) -> list[list[float]]:
    """[[neither, second only], [first only, both]]."""
    both, first, second, neither = (float(cell) for cell in table)
    return [[neither, second], [first, both]]


def _characters(ratings: Ratings, coders: int) -> dict[str, Found]:
    """The statistics of one code whose units are characters."""
    found: dict[str, Found] = {
        "char_percent_agreement": nominal.percent_agreement(ratings),
        "char_krippendorff_alpha": alpha.nominal(ratings),
        "char_positive_agreement": nominal.specific_agreement(ratings, 0),
    }
    if coders == 2:
        found["char_cohen_kappa"] = nominal.cohen_kappa(ratings)
        found["char_scott_pi"] = nominal.scott_pi(ratings)
    return found


def _spans(data: SpanData) -> dict[str, Found]:
    found: dict[str, Found] = {
        f"f1_{kind}": matching.mean_f1(data, kind)
        for kind in ("exact", "overlap", "iou50", "overlap_ignoring_code")
    }
    return found | _gamma(data) | _on_continuum(data)


def _gamma(data: SpanData) -> dict[str, Found]:
    names = (
        "gamma_observed_disorder",
        "gamma_unitary_alignments",
        "gamma_cat_observed_disorder_mathet2017",
        "gamma_cat_observed_disorder_pygamma",
    )
    if len(data.coders) < 2:
        return dict.fromkeys(names, ONE_CODER)
    if not len(data):
        return dict.fromkeys(names, Undefined(gamma.NO_UNITS))
    try:
        best = best_alignment(data)
    except QdaError as error:
        return dict.fromkeys(names, Undefined(error.message))
    cat, with_alone = (gamma.cat_disorder(data, best, alone=alone) for alone in (False, True))
    found = best.disorder, float(len(best.units)), cat, with_alone
    return dict(zip(names, found, strict=True))


def _on_continuum(data: SpanData) -> dict[str, Found]:
    """What needs the length of the text."""
    missing = ONE_CODER if len(data.coders) < 2 else NO_LENGTH if data.length is None else None
    parts: list[Callable[[SpanData], dict[str, Found]]] = [_text, _alpha_u, _u_family]
    if missing is None:
        return {name: item for part in parts for name, item in part(data).items()}
    return dict.fromkeys(CONTINUUM_NAMES, missing)


CONTINUUM_NAMES = (
    "char_per_code",
    "char_alpha_jaccard",
    "char_alpha_masi",
    "alpha_u_1995",
    "alpha_u_1995_per_code",
    "u_alpha",
    "u_alpha_binary",
    "u_alpha_binary_per_code",
    "cu_alpha",
    "ku_alpha",
)


def _text(data: SpanData) -> dict[str, Found]:
    """Every character a unit."""
    cut = regions(data)
    ratings = cut.ratings()
    values, found_sets = sets.as_values(cut.applied, weights=cut.lengths, codes=data.codes)
    over_sets = sets.alphas(values, found_sets)
    found: dict[str, Found] = {
        f"char_alpha_{name}": over_sets[name] for name in ("jaccard", "masi")
    }
    each: dict[str, dict[str, Found]] = {}
    for index, code in enumerate(data.codes):
        one = ratings.of_code(index)
        each[code] = _characters(one, len(data.coders))
        if len(data.coders) == 2:
            each[code]["table"] = _cells(nominal.table_2x2(one))
    if len(each) == 1:  # of several codes no figure of the characters stands for all
        found |= {name: item for name, item in next(iter(each.values())).items() if name != "table"}
    return found | {"char_per_code": dict(each)}


def _alpha_u(data: SpanData) -> dict[str, Found]:
    parts = alpha_u.disagreements(data)
    by_code = dict(zip(data.codes, parts, strict=True))
    return {
        "alpha_u_1995": alpha_u.alpha_of(parts),
        "alpha_u_1995_per_code": {code: part.alpha for code, part in by_code.items()},
        "alpha_u_1995_Do_per_code": {code: part.observed for code, part in by_code.items()},
        "alpha_u_1995_De_per_code": {code: part.expected for code, part in by_code.items()},
    }


def _u_family(data: SpanData) -> dict[str, Found]:
    each = {
        code: u_alpha.coincidences(data.of(code=index)) for index, code in enumerate(data.codes)
    }
    found: dict[str, Found] = {
        "u_alpha_binary_per_code": {
            code: c if isinstance(c, Undefined) else u_alpha.u_alpha_binary(c)
            for code, c in each.items()
        }
    }
    c = u_alpha.coincidences(data)
    if isinstance(c, Undefined):
        return found | dict.fromkeys(("u_alpha", "u_alpha_binary", "cu_alpha", "ku_alpha"), c)
    return found | {
        "u_alpha": u_alpha.u_alpha(c),
        "u_alpha_binary": u_alpha.u_alpha_binary(c),
        "cu_alpha": u_alpha.cu_alpha(c),
        "ku_alpha": {code: u_alpha.ku_alpha(c, k) for k, code in enumerate(data.codes)},
    }
