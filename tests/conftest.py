"""A small invented project, built through the real functions, and copies of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from qda.intake.store import store_transcript
from qda.intake.transcript import Segment, Transcript, Turn
from qda.project.models import Code, CodebookVersion
from qda.project.store import Project

# How long an example takes says nothing of what it shows, and a busy machine is slow. Examples are
# drawn anew at each run, so that fewer in a run are made up for by the runs.
settings.register_profile(
    "qda",
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("qda")

Talk = list[tuple[str, list[str]]]

CODES = ("recruitment", "open_meeting", "attrition", "old_code")


@pytest.fixture(scope="session", autouse=True)
def _a_user_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, keys and logs far from those of whoever runs the tests; they know the tour."""
    home = tmp_path_factory.mktemp("user")
    (home / "qda").mkdir()
    (home / "qda" / "settings.toml").write_text('greeted = "yes"\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home))
        yield


INTERVIEW: Talk = [
    ("Int", ["Hvordan kom dere i gang?"]),
    (
        "Eva",
        ["Vi begynte med et åpent møte.", "Det kom fjorten.", "Jeg kokte kaffe til tretti 😀."],
    ),
    ("Int", ["Og siden?"]),
    ("Eva", ["Fem ble igjen.", "Jeg ringte dem hver uke."]),
]
PAIR: Talk = [
    ("Int", ["Hvem bestemte?"]),
    ("Nils", ["Det gjorde vi sammen.", "Nesten alltid."]),
    ("Unn", ["Jeg holdt meg i bakgrunnen."]),
]


def transcript_of(name: str, talk: Talk) -> tuple[Transcript, list[Segment]]:
    """A transcript of speakers and sentences, with a segment for each sentence."""
    text = ""
    turns: list[Turn] = []
    segments: list[Segment] = []
    for index, (speaker, sentences) in enumerate(talk):
        text += "\n" if text else ""
        start = len(text)
        for sentence in sentences:
            text += " " if len(text) > start else ""
            segments.append(Segment(len(segments) + 1, len(text), len(text) + len(sentence), index))
            text += sentence
        turns.append(Turn(start, len(text), speaker))
    return Transcript(name, text, tuple(turns)), segments


def store(project: Project, name: str, talk: Talk) -> None:
    transcript, segments = transcript_of(name, talk)
    roles = {
        label: "interviewer" if label == "Int" else "informant" for label in transcript.speakers
    }
    store_transcript(
        project,
        transcript,
        segments,
        "sentence/rules-2",
        roles,  # type: ignore[arg-type]  # the two words above are roles
        coder="ada",
        file_name=f"{name}.txt",
    )


def add_codes(project: Project) -> None:
    with project.write("ada", "apply the codebook", origin="codebook") as act:
        act.session.add(
            CodebookVersion(number=1, hash="", content="[]", file_hash="", applied_at=act.time)
        )
        for position, key in enumerate(CODES):
            retired = key == "old_code"
            code = Code(key=key, position=position, label="{}", since=1, retired=retired)
            act.session.add(code)
            act.record("add", "code", key, None, {})


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "study"
    with Project.create(folder, name="study") as project:
        add_codes(project)
        store(project, "T01", INTERVIEW)
        store(project, "T02", PAIR)
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A project of two documents (T01, T02) and four codes, the last of them retired."""
    return Path(shutil.copytree(template, tmp_path / "study"))


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    with Project.open(folder) as project:
        yield project


@pytest.fixture(scope="session")
def fresh_project(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Project]]:
    """Opens a new copy of the small project at each call, for tests with many examples."""
    with ExitStack() as stack:

        def fresh() -> Project:
            folder = tmp_path_factory.mktemp("fresh") / "study"
            return stack.enter_context(Project.open(Path(shutil.copytree(template, folder))))

        yield fresh


ROOT = Path(__file__).parent.parent
SAMPLE = ("Makefile", "pyproject.toml", "codebook.yaml", "exports.yaml", "corpus")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project made anew elsewhere, by the Makefile's own commands.

    Test processes that run side by side make it once, and each has a copy.
    """
    folder = tmp_path_factory.mktemp("fresh") / "somewhere else"
    if "PYTEST_XDIST_WORKER" not in os.environ or sys.platform == "win32":
        return make_sample(folder)
    import fcntl

    made = tmp_path_factory.getbasetemp().parent / "sample"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make_sample(made.with_name("in the making")).rename(made)
    return Path(shutil.copytree(made, folder))


def make_sample(folder: Path) -> Path:
    folder.mkdir()
    for name in SAMPLE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    installed = Path(sys.prefix) / ".installed"
    command = ["make", "exports", f"VENV={sys.prefix}", f"--assume-old={installed}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return folder
