"""The documentation that is generated: `python -m qc.cli.docs` writes it, with `--check` it only says what is stale."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from qc import __version__, api, reports
from qc.cli import pages
from qc.cli.starter import settings_by_panel
from qc.config import load
from qc.config.keys import Key, toml
from qc.document import Document
from qc.engine import check_documents
from qc.outcome import Run
from qc.rule import Rule
from qc.rules import all_rules

_NOTE = "<!-- Made by `python -m qc.cli.docs` from the source; changes belong there. -->"
_MARKED = re.compile(r"(<!-- rules -->\n).*?(<!-- /rules -->)", re.DOTALL)
_EXAMPLE = re.compile(r"(<!-- example -->\n).*?(<!-- /example -->)", re.DOTALL)


def documents(root: Path) -> dict[Path, str]:
    """Every generated file below `root` with what should stand in it."""
    made = {root / "docs/rules.md": _page(rules()), root / "docs/configuration.md": _page(configuration())}
    readme = root / "README.md"
    if readme.is_file():
        made[readme] = with_example(with_table(readme.read_text("utf-8")), "seeds/tiongkok-belarus.txt", root)
    return made


def _page(lines: Iterable[str]) -> str:
    return "\n".join((_NOTE, "", *lines)).rstrip() + "\n"


def with_table(readme: str) -> str:
    """The README with the table of rules between its marks, if it has any."""
    table = "\n".join(pages.markdown_table(all_rules()))
    return _MARKED.sub(lambda marks: f"{marks[1]}\n{table}\n\n{marks[2]}", readme)


def with_example(readme: str, sample: str, root: Path) -> str:
    """The README with what a check of `sample` prints between its marks, if it has any."""
    if not _EXAMPLE.search(readme):
        return readme
    if not _EXAMPLE.search(readme):
        return readme
    text = (root / sample).read_text("utf-8")
    run = Run(check_documents([Document(sample, text)], api.plan(load())), __version__)
    printed = "".join(reports.render(run, "full")).rstrip()
    return _EXAMPLE.sub(lambda marks: f"{marks[1]}\n```text\n{printed}\n```\n\n{marks[2]}", readme)


def rules() -> Iterator[str]:
    """docs/rules.md: the table, then a page a rule, by family."""
    yield from ("# Rules", "")
    yield "Set: *default* runs unless told otherwise, *preview* only with `--preview` (its precision has not been"
    yield "measured yet), *on request* only when selected by name (a matter of taste), *always* is what a run says"
    yield "about itself. Fix: *safe* may be applied unasked, *unsafe* needs a look."
    yield ""
    yield from pages.markdown_table(all_rules(), link="")
    for family, members in groupby(sorted(all_rules(), key=lambda rule: (rule.family(), rule.code)), _family):
        yield from ("", f"## {family.capitalize()}", "")
        for rule in members:
            yield from pages.markdown_page(rule, level=3)


def _family(rule: type[Rule]) -> str:
    return rule.family()


def configuration() -> Iterator[str]:
    """docs/configuration.md: every setting, by panel."""
    yield from ("# Configuration", "")
    yield from _INTRODUCTION
    for panel, members in settings_by_panel():
        yield from ("", f"## {panel}", "", "| key | default | takes | what it does |", "|---|---|---|---|")
        yield from map(_row, members)
    yield from ("", *_RULE_TABLES)


def _row(key: Key) -> str:
    return f"| `{key.name}` | `{toml(key.default)}` | {key.expected()} | {key.help} |"


_INTRODUCTION = """\
`qc.toml`, or `[tool.qc]` in `pyproject.toml`: the nearest one from the working directory upwards, never one that lies
deeper in what is checked. `qc init` writes a starter, `qc config` shows what counts and where it came from, `qc schema`
prints a JSON Schema for editors.

Each key is also an option of `qc check` (`fail-on` is `--fail-on`), which is stronger. `--config KEY=VALUE` sets any
key, options of rules included (`--config rules.NAME.OPTION=5`); `--isolated` obeys no file. An unknown key or rule, or
a value of the wrong kind, ends the run with exit code 2.""".splitlines()

_RULE_TABLES = """\
## Choosing rules

`select`, `extend-select` and `ignore` take codes (`REP103`), names (`repeated-phrase`), beginnings of codes (`REP`),
families (`repetition`), `DEFAULT` and `ALL`. The more specific one wins whatever the order: `select = ["REP103"]` with
`ignore = ["REP"]` checks REP103. A `select` on the command line replaces that of the file; `--extend-select` and
`--ignore` add to it and take from it.

## Single rules

A table `[rules.NAME]` sets the options of a rule (see [rules.md](rules.md)) and the severity its findings are reported
at:

```toml
[rules.spaced-ellipsis]
severity = "error"
```

## What passes

```toml
extend = "../shared/qc.toml"        # keys count where this file is silent; the path starts at this file

ignore-blocks = ["Subscribe to our newsletter and never miss a story."]
inline-suppressions = ["markdown"]  # off unless asked for: whoever wrote the page wrote its comments

[per-path-ignores]
"archive/**" = ["GAR", "repeated-phrase"]
```

A finding that lies wholly in one of `ignore-blocks` is left out (white space between the words does not matter), and
so is one of a rule that `per-path-ignores` names for its path. Patterns are those of .gitignore and start at the
working folder. Where `inline-suppressions` names the format, a comment `<!-- qc: ignore[repeated-phrase] reason -->`
lets findings pass that begin on its line, or, where it stands alone, on the next line that is not blank; one that no
finding needs is reported (QC005). How many findings passed, and why, is always said.

## The gate

`fail-on` names the least severity that fails. `max-affected` and `max-duplication` take the place of "not a single
finding": with `max-affected = "2%"` the run fails where more than 2% of the documents have findings at that severity
(an input that could not be read counts as one of them); with `max-duplication = "5%"` findings of copies (REP101,
REP102, DUP) fail only together, where they make up more than 5% of the characters. What a baseline knows counts for
nothing.""".splitlines()


def main(arguments: Sequence[str] = ()) -> int:
    """Write what is stale, or with `--check` name it; returns 1 if something was."""
    root = Path.cwd()
    stale = {path: text for path, text in documents(root).items() if not path.is_file() or _read(path) != text}
    for path, text in stale.items():
        print(f"{path.relative_to(root)}: {'stale; run python -m qc.cli.docs' if arguments else 'written'}")
        if not arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    return int(bool(stale) and bool(arguments))


def _read(path: Path) -> str:
    return path.read_text("utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
