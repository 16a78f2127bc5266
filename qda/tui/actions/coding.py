"""What can be asked for on the coding screen."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_CLICK: Final = "click in the text"
_MOVES: Final = (
    ("segment_next", ("j", "down"), "next segment", _CLICK),
    ("segment_previous", ("k", "up"), "previous segment", _CLICK),
    ("word_next", ("l", "right"), "next word", _CLICK),
    ("word_previous", ("h", "left"), "previous word", _CLICK),
    ("sentence_next", (")",), "next sentence", _CLICK),
    ("sentence_previous", ("(",), "previous sentence", _CLICK),
    ("speaker_next", ("}", "g t"), "turn of another speaker", _CLICK),
    ("speaker_previous", ("{", "g T"), "turn of another speaker, before", _CLICK),
    ("page_down", ("space", "pagedown"), "page down", "wheel"),
    ("page_up", ("b", "pageup"), "page up", "wheel"),
    ("half_page_down", ("ctrl+d",), "half a page down", "wheel"),
    ("half_page_up", ("ctrl+u",), "half a page up", "wheel"),
    ("row_start", ("home",), "start of the row", _CLICK),
    ("row_end", ("end",), "end of the row", _CLICK),
    ("top", ("g g", "ctrl+home"), "top of the document", "scrollbar"),
    ("bottom", ("G", "ctrl+end"), "bottom of the document", "scrollbar"),
)

_EXTENDS: Final = (
    ("word_next", "shift+right", "to the next word"),
    ("word_previous", "shift+left", "to the previous word"),
    ("row_down", "shift+down", "to the next row"),
    ("row_up", "shift+up", "to the previous row"),
)

CODING_ACTIONS: Final[tuple[Action, ...]] = (
    *(
        Action(f"move.{m}", keys, f"move('{m}')", words, "Move", mouse=mouse)
        for m, keys, words, mouse in _MOVES
    ),
    Action("document.next", ("J",), "step_document(1)", "next document", "Move"),
    Action("document.previous", ("K",), "step_document(-1)", "previous document", "Move"),
    Action("document.same", ("g i",), "same_case(1)", "next document of this informant", "Move"),
    Action(
        "document.same_before", ("g I",), "same_case(-1)", "this informant's previous one", "Move"
    ),
    Action("document.choose", ("g o",), "choose_document", "choose a document", "Move"),
    Action("go.segment", ("ctrl+g",), "go_to_segment", "go to a segment by number", "Move"),
    Action("go.unreviewed", ("] u", "g u"), "unreviewed(1)", "next segment not reviewed", "Move"),
    Action(
        "go.unreviewed_before", ("[ u", "g U"), "unreviewed(-1)", "previous not reviewed", "Move"
    ),
    Action("go.code", ("] c", "g c"), "code_use(1)", "next use of the code in focus", "Move"),
    Action("go.code_before", ("[ c", "g C"), "code_use(-1)", "its previous use", "Move"),
    Action("go.memo", ("] m", "g m"), "memo_place(1)", "next memo", "Move"),
    Action("go.memo_before", ("[ m", "g M"), "memo_place(-1)", "previous memo", "Move"),
    Action("go.flag", ("] f", "g f"), "flag_place(1)", "next flag", "Move"),
    Action("go.flag_before", ("[ f", "g F"), "flag_place(-1)", "previous flag", "Move"),
    Action("go.difference", ("] d", "g d"), "difference(1)", "next place coders differ on", "Move"),
    Action("go.difference_before", ("[ d", "g D"), "difference(-1)", "previous such place", "Move"),
    *(
        Action(f"extend.{m}", (key,), f"extend('{m}')", words, "Select", mouse="drag")
        for m, key, words in _EXTENDS
    ),
    Action("select.toggle", ("v",), "toggle_selecting", "select from here on", "Select", "select"),
    Action(
        "select.sentence",
        ("s",),
        "select('sentence')",
        "select the sentence",
        "Select",
        mouse="three clicks; two for the word",
    ),
    Action(
        "select.segment",
        ("V",),
        "select('segment')",
        "select the segment, then one more",
        "Select",
        mouse="four clicks",
    ),
    Action(
        "select.grow",
        ("=", "+"),
        "widen",
        "wider: word, sentence, segment, turn",
        "Select",
        mouse="shift+click",
    ),
    Action("select.shrink", ("-",), "narrow", "narrower again", "Select", mouse="shift+click"),
    Action("select.none", ("escape",), "clear", "no selection, no hits", "Select", mouse=_CLICK),
    Action(
        "code.pick", ("enter", "c"), "pick", "choose a code", "Code", "code", mouse="right click"
    ),
    *(
        Action(
            f"code.pin.{n}",
            (str(n),),
            f"pin({n})",
            f"pinned code {n} on or off",
            "Code",
            mouse="click in the bar of codes",
        )
        for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
    ),
    Action("code.repeat", (".",), "repeat", "the last code again", "Code", "again"),
    Action("code.in_vivo", ("i",), "in_vivo", "the selected words as a new code", "Code"),
    Action("code.sticky", ("a",), "stick", "the last code on each selection made", "Code"),
    Action("code.remove", ("x", "delete"), "remove", "remove the coding", "Code", "remove"),
    Action(
        "code.cycle",
        ("o",),
        "cycle",
        "the next of the codings here",
        "Code",
        mouse="click a stripe",
    ),
    Action(
        "edge.move",
        ("e",),
        "edge",
        "move the start or the end of the coding",
        "Code",
        "ends",
        mouse="drag the stripe's end",
    ),
    Action(
        "edge.right", ("l", "right"), "edge_step(1)", "the end a word on", "Moving an end", "on"
    ),
    Action(
        "edge.left", ("h", "left"), "edge_step(-1)", "the end a word back", "Moving an end", "back"
    ),
    Action("edge.other", ("tab",), "edge_other", "the other end", "Moving an end", "other end"),
    Action("edge.start", ("s",), "edge_at('start')", "the start", "Moving an end"),
    Action("edge.end", ("e",), "edge_at('end')", "the end", "Moving an end"),
    Action("edge.keep", ("enter",), "edge_keep", "keep it so", "Moving an end", "keep"),
    Action("edge.leave", ("escape",), "edge_leave", "leave it as it was", "Moving an end", "leave"),
    Action("note.memo", ("m",), "memo", "memo on the coding or the segment", "Note", "memo"),
    Action("note.document", ("M",), "memo_document", "memo on the document", "Note"),
    Action("note.flag", ("f",), "mark('flag')", "flag on or off: look here again", "Note", "flag"),
    Action("note.quotable", ("!",), "mark('quotable')", "worth quoting, on or off", "Note"),
    Action(
        "review.next",
        ("d",),
        "review",
        "reviewed, and on to the next",
        "Review",
        "reviewed",
        mouse="click the box",
    ),
    Action("review.here", ("D",), "review_to_here", "all up to here reviewed", "Review"),
    Action(
        "review.undo",
        ("g x",),
        "unreview",
        "not reviewed after all",
        "Review",
        mouse="click the box",
    ),
    Action(
        "review.again",
        ("g r",),
        "read_again",
        "read again for the code in focus, or no more",
        "Review",
    ),
    Action("search.here", ("/",), "search", "find words in this document", "Search", "find"),
    Action("search.next", ("n",), "hit(1)", "next hit", "Search"),
    Action("search.previous", ("N",), "hit(-1)", "previous hit", "Search"),
    Action(
        "search.all", ("ctrl+f", "g /"), "search_all", "find in all documents, code hits", "Search"
    ),
    Action("view.codebook", ("f2",), "toggle_codebook", "codebook on or off", "View"),
    Action("view.zen", ("z",), "zen", "the text only", "View"),
    Action("view.stripes", ("w",), "stripes", "stripes on or off", "View"),
    Action("view.coders", ("g a",), "toggle_coders", "all coders or only me", "View"),
    Action("view.pane", ("f6", "tab"), "next_pane", "next pane", "View", mouse="click a pane"),
    Action(
        "code.define",
        ("'", "g w"),
        "define",
        "what the code at hand means",
        "Code",
    ),
    Action("copy.quotation", ("y",), "copy", "copy the quotation with its source", "Copy"),
    Action("app.quit", ("q", "ctrl+q"), "quit", "quit", "App", "quit"),
)
