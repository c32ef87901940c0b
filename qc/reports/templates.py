"""Where the templates stand, and the environment that fills them in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from qc.reports.safe import visible_lines

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_PACKAGE = Path(__file__).resolve().parent.parent
_COMMAND = re.compile("#(?=#)|:(?=:)")
_CODE = re.compile(r"`([^`\n]+)`")


def folder() -> Path:
    """`qc/templates` of an installed package, else `templates/` beside `qc` in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def asset(name: str) -> str:
    """A style sheet or script as it goes into the page: the same characters on every system."""
    return (folder() / name).read_text("utf-8")


@cache
def environment() -> Environment:
    """Jinja2 with autoescape: every string that a template prints is made visible and escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters |= {"code": _code, "number": _number, "urlencode": _urlencode}
    return made


def _shown(value: Any) -> Any:
    return _escaped(value) if type(value) is str else value


def _escaped(text: str) -> Markup:
    """As HTML; colons and hashes too, so that no line of the page is a command for a runner whose log it lands in."""
    from markupsafe import Markup, escape

    return Markup(_COMMAND.sub(_entity, str(escape(visible_lines(text)))))


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _code(prose: str) -> Markup:
    """Prose with `…` between backticks as code."""
    from markupsafe import Markup

    return Markup(_CODE.sub(r"<code>\1</code>", str(_escaped(prose))))


def _number(value: float) -> str:
    return f"{value:,}"


def _urlencode(text: str) -> str:
    """Jinja2's own fails at a lone surrogate."""
    return quote(text, safe="", errors="replace")
