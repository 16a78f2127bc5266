"""Options that take all values up to the next option, as `--coders A B`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import click


class Lists(click.Command):
    """A command some of whose options take all values up to the next option.

    Its arguments, if it has any, stand before such an option.
    """

    def __init__(self, *args: Any, takes_all: Collection[str], **options: Any):
        super().__init__(*args, **options)
        self._takes_all = takes_all

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse `--coders A B` as `--coders A --coders B`."""
        return super().parse_args(ctx, list(spelled_out(args, self._takes_all)))


def spelled_out(args: list[str], takes_all: Collection[str]) -> Iterator[str]:
    """`--coders A B` as `--coders A --coders B`."""
    option = ""
    last = ""
    for arg in args:
        if arg.startswith("-"):
            option = arg if arg in takes_all else ""
        elif option and last != option:
            yield option
        yield arg
        last = arg
