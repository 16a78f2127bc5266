"""Comparisons that were made, kept with their settings and figures, so that drift is seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qda.project.models import Run
from qda.project.store import Project

_RUNS = UUID("b6f1e0f7-5a52-4a43-9a3d-6d1d1d7c2f10")
"""Names runs: the same figures of the same settings are one run, whoever made it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One code's figure in a run.

    Attributes:
        level: 1 at the top.
        value: The coefficient; None where it was undefined.
        low: The interval's lower end, if it has one.
        high: Its upper end.
        used: In how many units each coder applied it.
    """

    level: int
    value: float | None
    low: float | None
    high: float | None
    used: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One comparison.

    Attributes:
        made_at: When it was made first; empty for one that is not kept yet.
        round: The round, or empty.
        settings: Coders, unit, layer, filters, seed: whatever makes the figures again.
        codebook_version: The version of the codebook.
        codebook_hash: Its SHA-256.
        coefficient: What the figures are, as "Cohen's kappa".
        units: How many units were compared.
        clusters: Of how many informants.
        codes: The figures by code.
    """

    made_at: str
    round: str
    settings: Mapping[str, Any]
    codebook_version: int
    codebook_hash: str
    coefficient: str
    units: int
    clusters: int
    codes: Mapping[str, Figure]


def keep_run(project: Project, run: RunInfo) -> bool:
    """Keep a run; whether it is new: the same figures of the same settings are kept once."""
    settings = _json(run.settings)
    figures = _json(
        {
            "coefficient": run.coefficient,
            "units": run.units,
            "clusters": run.clusters,
            "codes": {code: asdict(figure) for code, figure in run.codes.items()},
        }
    )
    id_ = str(uuid5(_RUNS, _json([run.round, settings, run.codebook_hash, figures])))
    with project.read() as session:
        if session.get(Run, id_) is not None:
            return False
    with project.write("", "keep a comparison", origin="setup") as act:
        if act.session.get(Run, id_) is not None:
            return False
        row = {
            "id": id_,
            "made_at": act.time,
            "round": run.round,
            "settings": settings,
            "codebook_version": run.codebook_version,
            "codebook_hash": run.codebook_hash,
            "figures": figures,
            "removed": False,
            "version": 1,
        }
        act.session.execute(insert(Run), [row])
        act.record("add", "run", id_, None, {"round": run.round, "removed": False})
    return True


def list_runs(session: Session) -> list[RunInfo]:
    """The runs in the order in which they were made."""
    query = select(Run).where(Run.removed == 0).order_by(Run.made_at, Run.id)
    return [_info(row) for row in session.scalars(query)]


def _info(row: Run) -> RunInfo:
    figures = json.loads(row.figures)
    return RunInfo(
        made_at=row.made_at,
        round=row.round,
        settings=json.loads(row.settings),
        codebook_version=row.codebook_version,
        codebook_hash=row.codebook_hash,
        coefficient=figures["coefficient"],
        units=figures["units"],
        clusters=figures["clusters"],
        codes={
            code: Figure(**{**one, "used": tuple(one["used"])})
            for code, one in figures["codes"].items()
        },
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
