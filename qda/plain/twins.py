"""What stands on the screens, and how the same is done line by line.

A test holds that every action of the screens is here, and that all that is named here is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Final

TWINS: Final[Mapping[str, str]] = {
    "move.segment_next": "`next`, or an empty line",
    "move.segment_previous": "`previous`",
    "move.speaker_*": "`next`; a speaker is said where another spoke before",
    "move.top": "`go 1`",
    "move.bottom": "`go N`; `where` says how many there are",
    "document.next": "`next-document`",
    "document.previous": "`previous-document`",
    "document.same": "`same`",
    "document.same_before": "`same back`",
    "document.choose": "`open NAME`; `documents` lists them",
    "go.segment": "`go N`, or the number",
    "go.unreviewed": "`unreviewed`",
    "go.unreviewed_before": "`unreviewed back`",
    "go.code": "`used CODE`",
    "go.code_before": "`used CODE back`",
    "go.memo": "`noted`",
    "go.memo_before": "`noted back`",
    "go.flag": "`flagged`",
    "go.flag_before": "`flagged back`",
    "go.difference": "`differing`",
    "go.difference_before": "`differing back`",
    "extend.*": "words in quotation marks: `code CODE “some words”`",
    "select.*": "segments or words after the command: `code CODE 12-14`, `code CODE “words”`",
    "code.pick": "`code CODE`; `new LABEL under CODE` makes one",
    "code.pin.*": "`code 3`, `remove 3`; `pins` lists them",
    "code.repeat": "`code .`",
    "code.sticky": "`code . PLACE`",
    "code.in_vivo": "`vivo “WORDS”`",
    "code.remove": "`remove CODE`",
    "code.cycle": "`codings` lists them; each is called by its code",
    "code.define": "`define CODE`",
    "edge.*": "`start-at CODE PLACE`, `end-at CODE PLACE`",
    "note.memo": "`memo TEXT`, `memo-coding CODE : TEXT`",
    "note.document": "`memo-document TEXT`",
    "note.code": "`memo-code CODE : TEXT`",
    "note.flag": "`flag`",
    "note.quotable": "`quotable`",
    "note.link": "`link MEMO`",
    "review.next": "`done`",
    "review.here": "`done to here`",
    "review.undo": "`undone`",
    "review.again": "`read-again`, after `again CODE`; `undo` for no more",
    "search.here": "`find WORDS`",
    "search.next": "`hit`",
    "search.previous": "`hit N`; `hits` lists them",
    "search.all": "`search WORDS`, then `code-hits CODE`",
    "view.coders": "`coders on`, `coders off`; `others` for once",
    "view.codebook": "`codes`",
    "copy.quotation": "`quote`, then `copy`",
    "app.quit": "`quit`",
    "app.help": "`help`",
    "app.palette": "`help`; the tabulator completes",
    "app.tour": "`qda tour --plain`",
    "screen.overview": "`overview`",
    "screen.codebook": "`codes`",
    "screen.cases": "`cases`",
    "screen.revisit": "`revisit`",
    "screen.matrix": "`qda matrix`",
    "screen.framework": "`summaries`",
    "screen.disagreements": "`disagreements`",
    "screen.memos": "`memos`",
    "screen.quotations": "`passages`, `chosen`",
    "screen.names": "`qda pseudonymise --plain`",
    "history.undo": "`undo`",
    "history.redo": "`redo`",
    "history.list": "`acts`",
    "overview.open": "`open NAME`, `used CODE`",
    "codebook.add": "`add LABEL`, then `move CODE up`",
    "codebook.add_below": "`add LABEL under CODE`",
    "codebook.rename": "`rename CODE : LABEL`",
    "codebook.id": "`id CODE : ID`",
    "codebook.definition": "`define CODE : TEXT`",
    "codebook.include": "`include CODE : TEXT`",
    "codebook.exclude": "`exclude CODE : TEXT`",
    "codebook.examples": "`examples CODE : ONE | TWO`",
    "codebook.base": "`base CODE : CONDITION`",
    "codebook.language": "`language NAME`",
    "codebook.up": "`move CODE up`",
    "codebook.down": "`move CODE down`",
    "codebook.indent": "`move CODE under CODE`",
    "codebook.outdent": "`move CODE under CODE`, `move CODE top`",
    "codebook.move": "`move CODE under CODE`",
    "codebook.merge": "`merge CODE into CODE`",
    "codebook.split": "`split CODE`",
    "codebook.colour": "`colour CODE : COLOUR`",
    "codebook.retire": "`retire CODE`",
    "codebook.delete": "`delete CODE`",
    "codebook.uses": "`passages code=CODE`, then `there N`",
    "codebook.pin.*": "`pin CODE 3`",
    "split.deal.*": "`deal 1`, `deal CODE`",
    "split.new": "`add LABEL`, then `deal .`",
    "split.add": "`deal CODE`, with any code",
    "split.text": "`there`",
    "split.skip": "`skip`",
    "split.others": "`split CODE all`",
    "cases.edit": "`set CASE : ATTRIBUTE = VALUE`",
    "cases.unknown": "`set CASE : ATTRIBUTE =`; `delete-case CASE`",
    "cases.inapplicable": "`set CASE : ATTRIBUTE = n.a.`",
    "cases.new": "`new-case NAME`",
    "cases.attribute": "`new-attribute NAME : KIND`",
    "cases.rename": "`rename-case CASE : NAME`, `rename-attribute ATTRIBUTE : NAME`",
    "cases.tie": "`tie CASE : DOCUMENT`",
    "cases.bands": "`bands ATTRIBUTE : 20 40 60`",
    "cases.remove": "`delete-attribute ATTRIBUTE`",
    "cases.memo": "`memo-case CASE : TEXT`",
    "cases.read": "`read-case CASE`, then `same`",
    "revisit.open": "`again CODE`",
    "revisit.mark": "`again CODE`, one code with those under it at a time",
    "revisit.done": "`read-again all`",
    "revisit.waive": "`waive CODE`",
    "matrix.open": "`passages code=CODE, ATTRIBUTE=VALUE`",
    "matrix.revisit": "`revisit CODE`",
    "matrix.*": "`qda matrix`, with its options, for a table in a file",
    "framework.open": "`summary CASE under CODE`",
    "framework.edit": "`summary CASE under CODE : TEXT`",
    "framework.refer": "`{2}` in the text of `summary` cites passage 2",
    "framework.follow": "`there N`, after `summary`",
    "framework.keep": "`summary CASE under CODE : TEXT`, kept at once",
    "framework.coder": "`summaries by CODER`",
    "framework.codes": "`summaries CODE`; `qda framework --code`",
    "framework.filter": "`summaries CASE`; `qda framework --where`",
    "framework.level": "`qda framework --level`",
    "framework.copy": "`qda framework`",
    "framework.write": "`qda framework -o`",
    "disagreements.a": "`accept a: WHY`",
    "disagreements.b": "`accept b: WHY`",
    "disagreements.both": "`accept both: WHY`",
    "disagreements.neither": "`accept neither: WHY`",
    "disagreements.rule": "`rule CODE : TEXT`",
    "disagreements.next": "`difference`",
    "disagreements.previous": "`difference N`",
    "disagreements.open": "`there`",
    "disagreements.coders": "`disagreements A, B`",
    "disagreements.round": "`disagreements round NAME`",
    "disagreements.agreed": "`agreed`",
    "memos.open": "`there N`",
    "memos.new": "`journal TEXT`, `memo-code CODE : TEXT`, `memo-case CASE : TEXT`",
    "memos.edit": "`rewrite MEMO : TEXT`",
    "memos.remove": "`rewrite MEMO : -`, `unlink MEMO`",
    "memos.kind": "`memos kind=journal`",
    "memos.code": "`memos code=CODE`",
    "memos.coder": "`memos coder=NAME`",
    "memos.words": "`memos WORDS`",
    "memos.all": "`memos coder=all`",
    "journal.show": "`journal`",
    "journal.write": "`journal TEXT`",
    "quotations.open": "`there`",
    "quotations.choose": "`choose`",
    "quotations.choose_for": "`choose SECTION`",
    "quotations.drop": "`drop`",
    "quotations.later": "`later`",
    "quotations.earlier": "`earlier`",
    "quotations.cut": "`cut “WORDS”`",
    "quotations.mask": "`mask “WORDS” as WORD`",
    "quotations.restore": "`restore`",
    "quotations.only_these": "`only “WORDS”`",
    "quotations.translate": "`translate TEXT`",
    "quotations.quotable": "`there`, then `quotable`",
    "quotations.copy": "`quotation N`, then `copy`",
    "quotations.export": "`export`",
    "quotations.passages": "`passages`",
    "quotations.chosen": "`chosen`",
    "quotations.informants": "`informants`",
    "quotations.only.code": "`passages code=CODE`",
    "quotations.only.case": "`passages case=CASE`",
    "quotations.only.value": "`passages ATTRIBUTE=VALUE`",
    "quotations.only.coder": "`passages coder=NAME`, `passages coder=all`",
    "quotations.only.quotable": "`passages quotable`",
    "quotations.only.section": "`chosen SECTION`",
    "quotations.only.all": "`passages all`",
    "quotations.select": "words after the command: `cut “WORDS”`",
    "quotations.extend_*": "words after the command: `cut “WORDS”`",
    "quotations.sentence": "words after the command: `cut “First ... last.”`",
    "names.*": "`qda pseudonymise --plain`",
}
"""Of the id of an action, or of a pattern, what is typed instead. What stands first counts."""

NO_TWIN: Final[Mapping[str, str]] = {
    "move.*": "a cursor within a segment, or a screenful: there is no cursor here",
    "quotations.word_*": "a cursor within a passage: there is no cursor here",
    "view.zen": "a look: nothing but the text is said anyhow",
    "view.stripes": "a look: codes are said after each segment",
    "view.pane": "there are no panes",
    "view.dark": "a look: nothing here has colours",
    "screen.last": "there are no screens to go back to",
    "screen.back": "there are no screens to go back from",
    "list.*": "a list is said line by line; numbers after a command say more of it",
    "cases.left": "a cell is called by its case and attribute",
    "cases.right": "a cell is called by its case and attribute",
    "framework.left": "a cell is called by its case and code",
    "framework.right": "a cell is called by its case and code",
    "disagreements.scroll_*": "a passage is said whole",
}
"""Of what only moves or changes a look why it has no twin; nothing here changes data."""


def twin_of(action: str) -> str | None:
    """What is typed instead of an action, by its id; None where nothing is."""
    return _of(action, TWINS)


def why_none(action: str) -> str | None:
    """Why there is no twin of an action; None where there is one, or nobody has said."""
    return None if twin_of(action) else _of(action, NO_TWIN)


def typed_in(twin: str) -> list[str]:
    """What stands in a twin as typed."""
    return re.findall(r"`([^`]+)`", twin)


def table(actions: Iterable[tuple[str, str, str]]) -> str:
    """A table in Markdown of the screens' actions, each an id, its words and its group.

    Those with the same twin stand in one row.
    """
    rows: dict[tuple[str, str], list[str]] = {}
    for id_, words, group in actions:
        said = twin_of(id_) or f"– ({why_none(id_)})"
        rows.setdefault((group, said), []).append(words)
    lines = ["| on the screens | line by line |", "| --- | --- |"]
    for (group, said), found in rows.items():
        words = found[0] if len(found) == 1 else f"{found[0]}, ..."
        lines.append(f"| {group}: {words} | {said.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def _of(action: str, known: Mapping[str, str]) -> str | None:
    return next((said for pattern, said in known.items() if fnmatchcase(action, pattern)), None)
