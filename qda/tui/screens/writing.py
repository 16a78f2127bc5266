"""Writing what a code means: its words in each language, its examples, whom it was asked of."""

from __future__ import annotations

from textual import work
from textual.app import App

from qda.codebook.condition import parse_condition
from qda.codebook.edit import language_for, languages_of, rewritten
from qda.codebook.edits import CodebookEdit, NewContents
from qda.codebook.tree import LANGUAGE, Code, Codebook, Words
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_codebook as words
from qda.tui.screens.asking import LineDialog
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.dialogs import MemoDialog


class Writing(BesideScreen):
    """The actions that write a code's fields."""

    book = Codebook()
    """The codes that the file lists."""
    language = LANGUAGE
    """The language that is written in."""

    @property
    def code(self) -> Code | None:
        """The code stood on."""
        raise NotImplementedError

    def edit(self, edit: CodebookEdit) -> None:
        """Change the codebook, as one act."""
        raise NotImplementedError

    def _show_here(self) -> None:
        raise NotImplementedError

    @property
    def languages(self) -> list[str]:
        """The languages that the codebook's labels and definitions are in."""
        return languages_of(self.book)

    def action_next_language(self) -> None:
        """Write in the next language from now on."""
        languages = self.languages
        if languages:
            at = languages.index(self.language) + 1 if self.language in languages else 0
            self.language = languages[at % len(languages)]
            self._show_here()

    @work
    async def action_write(self, field: str) -> None:
        """Write a field that has words."""
        code = self.code
        if code is None:
            return
        edit = await written(self.app, self.book, code, field, self.language)
        if edit is not None:
            self.edit(edit)

    @work
    async def action_write_examples(self) -> None:
        """Write the examples."""
        code = self.code
        if code is None:
            return
        old = "\n".join(visible(" ".join(example.split())) for example in code.examples)
        title = words.field(words.EXAMPLES_TITLE, visible(code.name(LANGUAGE)), "")
        text = await self.app.push_screen_wait(MemoDialog(title, old))
        if text is not None and text != old:
            self.edit(NewContents(code.id, "examples", _lines(text)))

    @work
    async def action_write_base(self) -> None:
        """Write whom the code was asked of."""
        code = self.code
        if code is None:
            return
        old = visible("\n".join(map(str, code.base)))
        title = words.field(words.BASE_TITLE, visible(code.name(LANGUAGE)), "")
        text = await self.app.push_screen_wait(MemoDialog(title, old))
        if text is None or text == old:
            return
        try:
            base = tuple(map(parse_condition, _lines(text)))
        except QdaError as error:
            self.notify(visible(error.message), severity="error", timeout=8, markup=False)
        else:
            self.edit(NewContents(code.id, "base", base))


async def written(
    app: App[object], book: Codebook, code: Code, field: str, language: str
) -> NewContents | None:
    """Ask for the words of a field; of a label then in the other languages that it has.

    Returns:
        The change; None where nothing is to change.
    """
    there: Words = getattr(code, field)
    first = language_for(book, there, language)
    others = [known for known, _ in there.texts if known != first] if field == "label" else []
    now = there
    for one in (first, *others):
        old = visible(dict(there.texts).get(one, ""))
        title = words.field(words.LABELS[field], visible(code.name(LANGUAGE)), one)
        ask = LineDialog if field == "label" else MemoDialog
        text = await app.push_screen_wait(ask(title, old))
        if text is None or (text == old and one == first):
            break
        now = rewritten(now, one, text) if text != old else now
    return None if now == there else NewContents(code.id, field, now)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
