"""The commands for what lies beside the coding: other coders, cases, quotations, summaries."""

from __future__ import annotations

from typing import Final

from qda.plain import (
    booking,
    casing,
    choosing,
    looks,
    others,
    people,
    quoting,
    settling,
    splitting,
    summing,
    trimming,
)
from qda.plain.command import Command

_OTHERS: Final = (
    Command(
        "coders",
        "co",
        "[on|off]",
        "say other coders' work with each segment, too, or only yours again",
        others.coders,
    ),
    Command("others", "os", "", "say who else coded or noted what here", others.others),
)
_BOOK: Final = (
    Command(
        "examples", "eg", "CODE : ONE | TWO", "write a code's examples", booking.examples, "codes"
    ),
    Command(
        "base", "bs", "CODE : CONDITION; ...", "say whom a code was asked of", booking.base, "codes"
    ),
    Command("language", "la", "[NAME]", "write definitions in another language", booking.language),
    Command("pins", "pi", "", "list the pinned codes; their digits stand for them", looks.pins),
    Command("pin", "pn", "CODE DIGIT", "pin a code to a digit; `-`: no more", looks.pin, "codes"),
    Command(
        "colour",
        "cl",
        "[CODE [: COLOUR]]",
        "say the colours, or give a code one; `-`: none",
        looks.colour,
        "codes",
    ),
)

_CASES: Final = (
    Command(
        "cases",
        "ca",
        "[LETTERS]",
        "list the cases with their attributes, or those that fit; of an attribute who has what",
        people.cases,
    ),
    Command(
        "case",
        "k",
        "[CASE]",
        "say all that is known of a case, by default of this document's",
        people.case,
        "cases",
    ),
    Command(
        "read-case",
        "rk",
        "CASE",
        "open a case's first document not read to its end",
        people.read_case,
        "cases",
    ),
    Command("same", "gi", "[back]", "open the next document of this informant", people.same),
    Command(
        "attributes", "at", "", "list the attributes, their values and bands", people.attributes
    ),
    Command(
        "set",
        "st",
        "CASE : ATTRIBUTE = VALUE",
        "say what a case has; nothing: unknown, `n.a.`: does not apply",
        casing.set_value,
        "cases",
    ),
    Command("new-case", "nk", "NAME", "make a case", casing.new_case),
    Command(
        "rename-case", "rnk", "CASE : NAME", "give a case another name", casing.rename_case, "cases"
    ),
    Command(
        "delete-case",
        "dk",
        "CASE",
        "take a case away; its documents stay",
        casing.delete_case,
        "cases",
    ),
    Command(
        "tie",
        "tk",
        "CASE : DOCUMENT[@SPEAKER]; ...",
        "say where a case speaks; nowhere else",
        casing.tie,
        "cases",
    ),
    Command(
        "new-attribute",
        "na",
        "NAME [: KIND]",
        "make an attribute: text, number, yesno, date or many",
        casing.new_attribute,
    ),
    Command(
        "rename-attribute",
        "rna",
        "ATTRIBUTE : NAME",
        "give an attribute another name",
        casing.rename_attribute,
    ),
    Command(
        "delete-attribute",
        "da",
        "ATTRIBUTE",
        "take an attribute or bands away",
        casing.delete_attribute,
    ),
    Command(
        "bands",
        "bd",
        "ATTRIBUTE : 20 40 60 [as NAME]",
        "make bands of numbers, by where they begin",
        casing.bands,
    ),
)

_QUOTATIONS: Final = (
    Command(
        "passages",
        "ps",
        "[LIMITS]",
        "list passages, as `code=scr, sector=hospital, coder=all, quotable`; `all`: no limits",
        quoting.passages,
    ),
    Command(
        "passage",
        "pg",
        "[N]",
        "read a passage with the question before it, or the next",
        quoting.passage,
    ),
    Command(
        "there",
        "t",
        "[N]",
        "go in the interview to what was said last, or to line N of the list",
        quoting.there,
    ),
    Command(
        "choose",
        "cq",
        "[SECTION]",
        "choose the passage for a section of the report",
        choosing.choose,
    ),
    Command("drop", "dr", "", "choose the quotation no more", choosing.drop),
    Command("chosen", "qs", "[SECTION]", "list the chosen quotations", choosing.chosen),
    Command(
        "quotation",
        "qn",
        "[N]",
        "say a chosen one as printed, with its source, or the next",
        choosing.quotation,
    ),
    Command("cut", "ct", "“WORDS”", "cut words of the quotation: (...)", trimming.cut),
    Command("mask", "mq", "“WORDS” [as WORD]", "mask words of the quotation: [...]", trimming.mask),
    Command("restore", "rs", "[“WORDS”]", "show again what was cut or masked", trimming.restore),
    Command("only", "on", "“WORDS”", "quote only these words", trimming.only),
    Command(
        "translate",
        "tr",
        "[TEXT]",
        "write its translation anew (`-`: none), or read it",
        trimming.translate,
    ),
    Command("later", "lt", "", "put the quotation later in its section", choosing.later),
    Command("earlier", "er", "", "put the quotation earlier", choosing.earlier),
    Command("informants", "qi", "", "say how often each informant is quoted", choosing.informants),
    Command("quote", "qu", "[PLACE]", "say this segment or PLACE with its source", choosing.quote),
    Command(
        "copy", "cp", "", "copy what was said last as a quotation, with its source", choosing.copy
    ),
    Command(
        "export",
        "xp",
        "[SECTION] [as docx] [with names]",
        "write the chosen quotations to a file: md, docx or csv",
        choosing.export,
    ),
)

_SPLIT: Final = (
    Command(
        "split",
        "sp",
        "[CODE [all]]",
        "say a code's codings one by one, to be dealt out",
        splitting.split,
        "codes",
    ),
    Command(
        "deal",
        "dt",
        "CODE",
        "give the coding another code, or the one of that number",
        splitting.deal,
        "codes",
    ),
    Command("skip", "sk", "", "pass the coding by: it stays", splitting.skip),
)
_SUMMARIES: Final = (
    Command(
        "summaries",
        "sms",
        "[CASE | CODE] [by CODER]",
        "say how far the cases are summed up, or the summaries",
        summing.summaries,
    ),
    Command(
        "summary",
        "sm",
        "CASE under CODE [: TEXT]",
        "read a case's passages under a code and their summary, or write it anew",
        summing.summary,
        "cases",
    ),
)
_DIFFERENCES: Final = (
    Command(
        "disagreements",
        "dg",
        "[A, B] [round NAME] [mixed]",
        "list what two coders differ on; `mixed`: which codes are taken for which",
        settling.disagreements,
    ),
    Command(
        "difference",
        "df",
        "[N]",
        "hear it as A and B, or the next not settled",
        settling.difference,
    ),
    Command(
        "accept", "ap", "a|b|both|neither [: WHY]", "settle it in the consensus", settling.accept
    ),
    Command(
        "rule",
        "ru",
        "CODE [to include] : TEXT",
        "write a rule into a code's definition",
        settling.rule,
        "codes",
    ),
    Command("agreed", "ag", "", "take over what both agree on", settling.agreed),
    Command(
        "differing",
        "gd",
        "[back]",
        "go to the next place here on which they differ",
        settling.differing,
    ),
)

STUDY_COMMANDS: Final = (
    *_OTHERS,
    *_BOOK,
    *_CASES,
    *_QUOTATIONS,
    *_SPLIT,
    *_SUMMARIES,
    *_DIFFERENCES,
)
