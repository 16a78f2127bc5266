"""Pages of HTML that stand alone: from templates that a researcher can change."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qda.errors import QdaError
from qda.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES: Final = Path(__file__).parent / "templates"


def page(template: str, folder: Path | None = None, **given: Any) -> bytes:
    """A page from a template; everything put into it is text, never markup.

    Args:
        template: The file's name.
        folder: Where the researcher's own templates are; what is not there is ours.
        given: What the template speaks of.

    Raises:
        QdaError: A template of the researcher's has a mistake.
    """
    import jinja2

    try:
        html = _environment(folder).get_template(template).render(**given)
    except jinja2.TemplateSyntaxError as error:
        said = f"this is no template of Jinja: {error.message}."
        raise QdaError(said, path=error.filename or template, line=error.lineno) from error
    except (jinja2.TemplateError, TypeError, ValueError) as error:
        said = f"the template cannot be filled in: {error}."
        raise QdaError(said, path=folder) from error
    return html.encode("utf-8")


@cache
def _environment(folder: Path | None) -> Environment:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    places = [TEMPLATES] if folder is None else [folder, TEMPLATES]
    environment = SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(places),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["shade"] = _shade
    environment.filters["breakable"] = _breakable
    return environment


def _breakable(heading: str) -> Markup:
    """A heading that may go on in the next line behind each underscore."""
    from markupsafe import Markup, escape

    return Markup("_<wbr>").join(escape(visible(part)) for part in heading.split("_"))


def _shade(share: float | None) -> str:
    """What a shaded cell looks like, as css."""
    from qda.exports.heat import shade_colour

    if not share:
        return ""
    shade = shade_colour(share)
    return f"background:{shade.hex};color:{'#fff' if shade.dark else '#000'}"
