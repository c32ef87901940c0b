"""Count the beginnings of words of `qc/measures/beginnings.tsv`: `python -m bench.beginnings [--write]`.

From the frequencies of words that the package wordfreq ships (`pip install wordfreq==3.1.1`; the bench alone needs it):
letters with which so many of a million words begin, while hardly one of those words is these letters and no more, or
few of them are. Without `--write` it prints how many there are of each language.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping

import regex

from bench.corpora import ROOT

TABLE = ROOT / "qc" / "measures" / "beginnings.tsv"
SHORTEST, LONGEST = 4, 8  # letters of a beginning: three are too often an abbreviation or a word of another language
OFTEN = 3e-5  # of all words, those that begin so
SELDOM = 0.03  # of these, those that are the letters alone
RARE = 3e-6  # ... and of all words: what is written more often is a word after all ("govern")
LESS_OFTEN, FEW = 1e-5, 0.04  # the same of beginnings that are words now and then ("stat", "supe")
_LEFT = 2  # letters that a word has more, at least
_OTHERWISE = {"nb": "no", "fil": "tl", "sh": "hr"}  # codes of wordfreq that are not those of qc's languages
_UNFIT = frozenset("zh ja ko vi".split())  # without blanks between words, or with one syllable between two
_LETTERS = regex.compile(r"[\p{L}\p{M}]+")
_HEAD = """\
# Beginnings of words, by language (ISO 639-1) and first letter: letters with which a good many of the words in running
# text begin, and of which hardly one ends there. A piece stands for its own beginnings of four letters and more as
# well. Those with a comma behind them are words now and then; those with a point are words, and none of the list.
# Counted by bench/beginnings.py in the word frequencies of wordfreq 3.1.1 (Robyn Speer, CC BY-SA 4.0); this file stands
# under the same licence, https://creativecommons.org/licenses/by-sa/4.0/, unlike the rest of qc.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.beginnings")
    parser.add_argument("--write", action="store_true", help="write the table")
    written = parser.parse_args().write
    lines = []
    for language, frequencies in _lists():
        pieces = notation(beginnings(frequencies))
        lines += [f"{language}\t{' '.join(group)}\n" for group in _by_letter(pieces)]
        print(language, len(pieces))
    if written:
        TABLE.write_text(_HEAD + "".join(sorted(lines)), encoding="utf-8")


def _lists() -> Iterator[tuple[str, Mapping[str, float]]]:
    """Language -> word in small letters -> its share of all words."""
    import wordfreq

    for language in sorted(set(wordfreq.available_languages()) - _UNFIT):
        yield _OTHERWISE.get(language, language), wordfreq.get_frequency_dict(language, "best")


def beginnings(frequencies: Mapping[str, float]) -> dict[str, bool]:
    """The letters that many words begin with: whether hardly one, or only a few of these words consist of them."""
    begun: dict[str, float] = defaultdict(float)
    for word, share in frequencies.items():
        if _LETTERS.fullmatch(word):
            for size in range(SHORTEST, min(len(word) - _LEFT, LONGEST) + 1):
                begun[word[:size]] += share
    unlisted = min(frequencies.values()) / 2
    alone = {start: frequencies.get(start, unlisted) for start in begun}
    return {
        start: share >= OFTEN and alone[start] <= min(SELDOM * share, RARE)
        for start, share in begun.items()
        if share >= LESS_OFTEN and alone[start] <= FEW * share
    }


def notation(found: Mapping[str, bool]) -> list[str]:
    """The longest of the beginnings, with a mark behind each one in them that is none, or is one less surely."""
    shorter = {each[:size] for each in found for size in range(SHORTEST, len(each))}
    return [_marked(each, found) for each in sorted(found.keys() - shorter)]


def _marked(longest: str, found: Mapping[str, bool]) -> str:
    marks = {True: "", False: ",", None: "."}
    sizes = range(1, len(longest) + 1)
    return "".join(longest[size - 1] + (marks[found.get(longest[:size])] if size >= SHORTEST else "") for size in sizes)


def _by_letter(pieces: list[str]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        groups[piece[0]].append(piece)
    yield from groups.values()


if __name__ == "__main__":
    main()
