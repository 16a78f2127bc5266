"""The heart of the coding screen: a transcript to read, select in and see codings on.

`sheet`, `layout`, `stripes`, `units`, `motion`, `selection`, `paint`, `columns` and `page` know
nothing of Textual; `looks`, `drawing`, `pointer` and `view` are the widget.
"""
