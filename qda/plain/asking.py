"""Questions about the project: its documents, its codes, how far one has come."""

from __future__ import annotations

from collections.abc import Iterator

from qda.coding.history import past_acts
from qda.coding.overview import DocumentLine, read_overview
from qda.coding.reading import count_codings, listed_codes, read_progress
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import matching, names_of
from qda.plain.looks import look_of
from qda.plain.marking import find_code
from qda.plain.sitting import Sitting
from qda.project.clock import midnight


def documents(sitting: Sitting, _typed: str) -> Iterator[str]:
    """List the documents, with how far you have read each."""
    with sitting.project.read() as session:
        progress = read_progress(session, sitting.coder)
    for info in sitting.documents:
        of = progress.get(info.id)
        reviewed, segments = (of.reviewed, of.segments) if of else (0, 0)
        here = ", here" if info.id == sitting.document.id else ""
        yield words.progress(info.name, reviewed, segments) + here


def progress(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Say how far you have read this document and the project; interviewers do not count."""
    with sitting.project.read() as session:
        found = read_progress(session, sitting.coder)
    here = found.get(sitting.document.id)
    if here is not None:
        yield words.progress(sitting.document.name, here.reviewed, here.segments)
    reviewed = sum(each.reviewed for each in found.values())
    segments = sum(each.segments for each in found.values())
    yield words.progress(words.count(len(sitting.documents), "document"), reviewed, segments)


def overview(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Say what you did today, and how far each document is read and coded, and by whom."""
    with sitting.project.read(together=True) as session:
        found = read_overview(session, sitting.coder, midnight())
    today = found.today
    done = (("coding", today.codings), ("segment", today.segments), ("memo", today.memos))
    yield f"today: {', '.join(words.count(number, thing) for thing, number in done)}"
    for line in found.documents:
        of = f"{line.info.name} ({', '.join(line.cases)})" if line.cases else line.info.name
        yield "; ".join((f"{of}: {words.count(line.segments, 'segment')}", *_work_on(line)))


def _work_on(line: DocumentLine) -> Iterator[str]:
    """What each coder has done in a document."""
    for coder in dict.fromkeys((*line.reviewed, *line.codings)):
        reviewed, made = line.reviewed.get(coder, 0), line.codings.get(coder, 0)
        if reviewed or made:
            yield f"{coder}: {reviewed} reviewed, {words.count(made, 'coding')}"


def acts(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Say your last ten acts, the newest first."""
    with sitting.project.read() as session:
        found = past_acts(session, sitting.coder)
    for act in found:
        note = words.UNDO_IS_NEXT if act.next else words.TAKEN_BACK if act.taken_back else ""
        yield words.sentence((act.words, note))
    if not found:
        yield words.NOTHING_DONE_YET


def codes(sitting: Sitting, typed: str) -> Iterator[str]:
    """List the codes as a tree, each with its level, or those that fit a few letters."""
    book, file = sitting.codebook, sitting.project.codebook_file
    with sitting.project.read(together=True) as session:
        listed = listed_codes(session, book, file)
        counts = count_codings(session, sitting.coder)
    found = matching(listed, typed, names_of) if typed else listed
    if not found:
        raise QdaError(f"no code fits “{typed}”." if typed else "the codebook has no codes yet.")
    for code in found:
        level = sitting.codebook.depth(code.id) + 1
        used = words.count(counts.get(code.id, 0), "coding")
        retired = "retired" if code.retired else ""
        names = dict.fromkeys(names_of(code))
        yield words.sentence((f"level {level}: {', '.join(names)}", used, retired))


def define(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say what a code means, when it is used and when not."""
    code = find_code(sitting, typed, retired=True)
    above = sitting.codebook.parent(code.id)
    yield words.sentence(
        (
            ": ".join(dict.fromkeys(names_of(code))),
            f"under {above.id}" if above else "",
            "retired" if code.retired else "",
        )
    )
    texts = (
        ("definition", code.definition),
        ("include", code.include),
        ("exclude", code.exclude),
    )
    for name, text in texts:
        for line in text.in_(sitting.language).splitlines():
            yield f"{name}: {line}"
    if not any(text for _, text in texts):
        yield "It has no definition yet."
    for example in code.examples:
        yield f"example: {example}"
    if code.base:
        yield f"asked of: {' and '.join(map(str, code.base))}"
    yield from look_of(code)
