"""Lists within a sentence, and the items that stand in one twice: "apples, pears, apples and plums".

An item is what stands between two commas, or between a comma and a conjunction, in at most four words. Not every such
row is a list: places have their countries ("Paris, France, and Lyon, France") and sentences their parentheses. So the
row must end like a list, with a conjunction before its last item, and hold other items beside the repeated one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qc import hashes
from qc.characters import Kind, of_characters
from qc.hashes import among
from qc.measures.closed_classes import Class, all_ids, belongs, ids, words
from qc.measures.languages import languages
from qc.measures.marks import marks
from qc.measures.stretches import indices
from qc.spans import Ints

if TYPE_CHECKING:
    from qc.text import Text

_COMMAS = ",،、;؛፣，；"
_LIST_COMMA = "、"  # the only one that parts items where words are not spaced
_JOINTS = (Class.AND, Class.OR)

_LIST_MARKS = ("", ",", "،", "፣")
_BEFORE_TITLES = ("副", "前", "原", "总", "新", "老", "大", "小", "各", "正")  # "vice-", "former", "chief" ...
_BEHIND = 3  # characters of a conjunction and of what an item may be longer than the one before it
# Behind these a Japanese comma parts clauses.
_PARTICLES = frozenset("はがをにでもてし")

Pair = tuple[int, int, int]  # two items, the earlier and the later one, and how many words of them are equal

# A first item is looked for again in so many items behind it.
_APART = 6

# What a sentence says more often is no slip in a list but a loop, or a refrain.
_MOST = 2

# Items have at most so many words, or characters of a script without spaces.
_WORDS, _CHARACTERS = 4, 12


class Items(NamedTuple):
    """What stands between the commas and conjunctions of all sentences with two commas or more, in order.

    first, last   int64[k]: words `[first, last)`
    sentence      int64[k]: index of the sentence
    joined        bool[k]: a conjunction stands before it
    short         bool[k]: short enough for an item of a list
    """

    first: Ints
    last: Ints
    sentence: Ints
    joined: NDArray[np.bool_]
    short: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Twice:
    """An item that stands twice in a list: the words `[first, first + count)` and `[second, second + count)`."""

    first: int
    second: int
    count: int
    adjacent: bool


def twice(text: Text) -> Iterator[Twice]:
    """Items that stand twice in one list, verified word by word: neighbouring copies, in order."""
    items = text.view(items_of)
    pairs = {*_equal_items(text, items), *_first_items(text, items), *_last_items(text, items)}
    often = Counter(int(items.sentence[later]) for _, later, _ in pairs)
    for earlier, later, count in sorted(pairs):
        if often[int(items.sentence[later])] > 1 or _begins(text, items, earlier, count):
            continue
        first, second = int(items.last[earlier]) - count, int(items.first[later])
        unspaced = bool(text.unspaced_words[first])
        listed = _in_wide_list(text, items, earlier, later) if unspaced else _in_list(text, items, earlier, later)
        if unspaced and listed and _is_other(text, items, earlier, later, count):
            continue
        if listed and text.equal_words(first, second, count) and not _is_thrice(text, first, second, count):
            yield Twice(first, second, count, later == earlier + 1)


def _is_thrice(text: Text, first: int, second: int, count: int) -> bool:
    """A third copy stands right before or behind, parted alike: somebody calls out ("taxes, taxes, taxes")."""
    start, end = int(text.words.start[first]), int(text.words.end[second + count - 1])
    item = text.folded[start : int(text.words.end[first + count - 1])]
    before, behind = text.folded[max(0, start - len(item) - 2) : start], text.folded[end : end + len(item) + 2]
    return before.rstrip(_COMMAS + " ").endswith(item) or behind.lstrip(_COMMAS + " ").startswith(item)


def _begins(text: Text, items: Items, earlier: int, count: int) -> bool:
    """Nothing stands before the item in its sentence: a call, or a clause ("Curse you, old sea, curse you, ...")."""
    sentence = int(items.sentence[earlier])
    start = int(text.words.start[items.last[earlier] - count])
    return bool(text.sentences.start[sentence] == start) and not text.unspaced_words[items.first[earlier]]


def items_of(text: Text) -> Items:
    """Use as `text.view(items_of)`."""
    commas = _commas(text)
    sentence = np.searchsorted(text.sentences.start, commas, "right") - 1
    commas, sentence = commas[sentence >= 0], sentence[sentence >= 0]
    busy = np.bincount(sentence, minlength=len(text.sentences)) >= 2
    first, last = (words_[busy] for words_ in text.words_of(text.sentences))
    joint = np.zeros(len(text.words) + 2, np.bool_)
    joint[_joints(text, indices(first, last))] = True
    cut = joint.copy()
    cut[1:] |= joint[:-1]
    for places in (first, last, np.searchsorted(text.words.start, commas[busy[sentence]])):
        cut[places] = True
    found = _between(text, np.flatnonzero(cut), joint, first, last)
    return found._replace(sentence=np.flatnonzero(busy)[found.sentence])


def _commas(text: Text) -> Ints:
    commas = text.view(marks).of(_COMMAS)
    behind = np.minimum(commas + 1, len(text.kinds) - 1)
    number = (text.kinds[np.maximum(commas - 1, 0)] == Kind.DIGIT) & (text.kinds[behind] == Kind.DIGIT)  # "1,376,957"
    return commas[~text.code_mask[commas] & ~number]


def _joints(text: Text, inside: Ints) -> Ints:
    """Which of the words `inside` are conjunctions in the language of their document, scripts without spaces apart."""
    if not len(inside):
        return inside
    spoken = text.view(languages)
    inside = inside[among(text.word_ids[inside], all_ids(*_JOINTS))]
    found = [np.zeros(0, np.int64)]
    for language in sorted(set(spoken)):
        documents = np.array([code == language for code in spoken])
        here = inside[documents[text.words.owner[inside]]]
        found.append(here[among(text.word_ids[here], ids(language, *_JOINTS))])
    joints = np.sort(np.concatenate(found))
    return joints[~text.unspaced_words[joints]]


def _between(text: Text, cuts: Ints, joint: NDArray[np.bool_], first: Ints, last: Ints) -> Items:
    """The stretches between cuts that lie in one of the sentences `[first, last)` and are no conjunction."""
    if not len(first):
        return Items(first, first, first, np.zeros(0, np.bool_), np.zeros(0, np.bool_))
    start, end = cuts[:-1], cuts[1:]
    owner = np.searchsorted(first, start, "right") - 1
    item = (owner >= 0) & (start < last[owner]) & ~joint[start]
    start, end, owner = start[item], end[item], owner[item]
    short = end - start <= np.where(text.unspaced_words[start], _CHARACTERS, _WORDS)
    return Items(start, end, owner, joint[start - 1] & (start > 0), short)


def _equal_items(text: Text, items: Items) -> Iterator[Pair]:
    """Neighbouring pairs of equal short items of one sentence."""
    short = np.flatnonzero(items.short & _weighty(text, items.first, items.last))
    keys = text.sequence_ids(items.first[short], items.last[short])
    keys = hashes.mix(keys ^ items.sentence[short].astype(np.uint64))
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    same = np.flatnonzero((ordered[1:] == ordered[:-1]) & (_copies(ordered)[1:] <= _MOST))
    earlier, later = short[order[same]], short[order[same + 1]]
    yield from zip(earlier.tolist(), later.tolist(), (items.last[later] - items.first[later]).tolist(), strict=True)


def _copies(ordered: hashes.Hashes) -> Ints:
    """int64[k]: how often each of the sorted values occurs."""
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
    size = np.diff(starts, append=len(ordered))
    return np.repeat(size, size)


def _weighty(text: Text, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Four letters or more (two of a script without spaces): no particle."""
    least = np.where(text.unspaced_words[np.minimum(first, len(text.words) - 1)], 2, 4)
    weighty: NDArray[np.bool_] = text.words.end[last - 1] - text.words.start[first] >= least
    return weighty


def _first_items(text: Text, items: Items) -> Iterator[Pair]:
    """Items that come again and follow the words before the list without a comma: "We bought apples, ..., apples"."""
    head = np.append(True, items.sentence[1:] != items.sentence[:-1])[: len(items.first)] | ~items.short
    earlier = np.repeat(np.flatnonzero(head), _APART - 1)
    later = earlier + np.tile(np.arange(2, _APART + 1), len(earlier) // (_APART - 1))
    inside = later < len(head)
    earlier, later = earlier[inside], later[inside]
    earlier, later = earlier[items.short[later]], later[items.short[later]]
    yield from _equal_ends(text, items, earlier, later, items.last[later] - items.first[later])


@cache
def _wide_joints() -> tuple[str, ...]:
    """Conjunctions of scripts without spaces."""
    return tuple(sorted(word for code in ("zh", "ja") for word in words(code, *_JOINTS)))


def _last_items(text: Text, items: Items) -> Iterator[Pair]:
    """Items of a script without spaces that come again before a conjunction: "香蕉、李子、香蕉和樱桃"."""
    if not text.unspaced_words.any():
        return
    joined, length = _before_joints(text, items)
    for apart in range(1, _APART + 1):
        inside = joined >= apart
        later = joined[inside]
        for pair in _equal_ends(text, items, later - apart, later, length[inside]):
            rest = int(text.words.start[items.first[pair[1]] + pair[2]])
            if text.folded.startswith(_wide_joints(), rest):
                yield pair


def _before_joints(text: Text, items: Items) -> tuple[Ints, Ints]:
    """int64[k] each: items of a script without spaces, and in how many characters a conjunction may begin in them."""
    unspaced = np.flatnonzero(text.unspaced_words[items.first])
    lengths = np.arange(2, _CHARACTERS // 2 + 1)
    which, at = np.nonzero((items.last[unspaced] - items.first[unspaced])[:, None] > lengths)
    item, length = unspaced[which], lengths[at]
    joins = of_characters("".join(joint[0] for joint in _wide_joints()))
    begins = joins.take(text.codes[text.words.start[items.first[item] + length]], mode="clip")
    return item[begins], length[begins]


def _equal_ends(text: Text, items: Items, earlier: Ints, later: Ints, count: Ints) -> Iterator[Pair]:
    """Pairs of one sentence where the earlier one ends in the `count` words with which the later one begins."""
    fits = (items.last[earlier] - items.first[earlier] >= count) & (items.sentence[earlier] == items.sentence[later])
    earlier, later, count = earlier[fits], later[fits], count[fits]
    start, end = items.first[later], items.last[earlier]
    same = text.sequence_ids(end - count, end) == text.sequence_ids(start, start + count)
    same &= _weighty(text, start, start + count)
    yield from zip(earlier[same].tolist(), later[same].tolist(), count[same].tolist(), strict=True)


def _in_list(text: Text, items: Items, earlier: int, later: int) -> bool:
    """A row of like items up to the first conjunction, three of them different, and no place with its country."""
    row = _row(text, items, earlier, later)
    apart = later - earlier
    if row and row.start > earlier and _is_objection(text, int(items.first[row.start])):
        return False
    if not row or items.joined[earlier] or (apart == 1 and items.joined[later]):
        return False
    rows = slice(row.start, row.stop)
    different = len(set(text.sequence_ids(items.first[rows], items.last[rows]).tolist()))
    size = len(row) + (earlier < row.start)
    if apart == 1:
        headed = row.start > 0 and items.sentence[row.start - 1] == items.sentence[row.start]
        return different + headed >= 3
    return different >= 3 and size >= 4 and not (apart % 2 == 0 and _may_be_attribute(text, items, earlier, later))


def _is_objection(text: Text, word: int) -> bool:
    """ "But" begins the row: what stands before it is of another clause."""
    language = text.view(languages)[int(text.words.owner[word])]
    return belongs(text.word_strings(word, word + 1)[0], Class.BUT, language)


def _may_be_attribute(text: Text, items: Items, earlier: int, later: int) -> bool:
    """A country behind its town, or a remark ("as they say"): a name or a clause, with something before it."""
    inside = earlier > 0 and items.sentence[earlier - 1] == items.sentence[earlier]
    capital = text.kinds[text.words.start[items.first[later]]] == Kind.UPPER
    return bool(inside and capital) or bool(items.last[later] - items.first[later] > 2)


def _row(text: Text, items: Items, earlier: int, later: int) -> range:
    """The items about as long as the later one around both, up to the first one behind a conjunction.

    Empty where there is no such row. The earlier one may stand before the row: the first item follows other words.
    """
    count = int(items.last[later] - items.first[later])
    start, stop = later, later
    while (
        start > max(0, later - 2 * _APART)
        and not items.joined[start]
        and _alike(text, items, start - 1, start - 1, count)
    ):
        start -= 1
    while not items.joined[stop] and stop - later < 2 * _APART and _alike(text, items, stop, stop + 1, count):
        stop += 1
    follows = _listed(text, items, stop)
    last = stop + 1 if follows and not items.joined[stop] and items.joined[stop + 1] else stop
    if not _ends_list(text, items, last, count):
        return range(0)
    fits = start <= earlier or (start == earlier + 1 and not items.joined[start] and _listed(text, items, earlier))
    return range(start, last + 1) if fits and items.joined[last] else range(0)


def _ends_list(text: Text, items: Items, last: int, count: int) -> bool:
    """No clause behind the conjunction ("come, boy, come, and take my hand"): short, or without a comma before it."""
    long = int(items.last[last] - items.first[last]) > count + 2
    return not (long and last > 0 and _gap(text, items, last - 1).lstrip()[:1] in _LIST_MARKS[1:])


def _alike(text: Text, items: Items, index: int, item: int, count: int) -> bool:
    """The list goes on behind `index`, and `item` has `count` words, or one more or less."""
    return _listed(text, items, index) and abs(int(items.last[item] - items.first[item]) - count) <= 1


def _listed(text: Text, items: Items, index: int) -> bool:
    """The next item follows at once in the same sentence, behind nothing but a comma or a conjunction."""
    if index + 1 >= len(items.first) or items.sentence[index] != items.sentence[index + 1]:
        return False
    if items.first[index + 1] - items.last[index] > 1:
        return False
    gap = _gap(text, items, index)
    if items.joined[index + 1]:
        first, last = text.words.start[items.last[index]], text.words.end[items.last[index]]
        gap = gap.replace(text.slice(int(first), int(last)), "", 1)
    return gap.strip() in _LIST_MARKS


def _in_wide_list(text: Text, items: Items, earlier: int, later: int) -> bool:
    """Short items without a case particle, parted by the comma of lists, three of them at least."""
    first, last = max(0, earlier - 1), min(later + 1, len(items.first) - 1)
    marks = [_gap(text, items, index).strip() for index in range(first, last)]
    inner = marks[earlier - first : later - first]
    clause = text.string[text.words.end[items.last[later] - 1] - 1] in _PARTICLES and later < last
    short = items.short[earlier + 1 : later].all()
    return bool(short and not clause and all(mark == _LIST_COMMA for mark in inner) and marks.count(_LIST_COMMA) >= 2)


def _is_other(text: Text, items: Items, earlier: int, later: int, count: int) -> bool:
    """One of two items of a script without spaces is something else than the `count` characters that they share.

    They begin a longer phrase ("厂房与大坝间的通信设施"), or end a word with another beginning ("副盟长"), or the items
    before them are equal too, as where each of two lists has its own end.
    """
    longer = int(items.last[later] - items.first[later]) - count
    head = text.slice(int(text.words.start[items.first[earlier]]), int(text.words.start[items.last[earlier] - count]))
    return longer > count + _BEHIND or head.endswith(_BEFORE_TITLES) or _goes_parallel(text, items, earlier, later)


def _goes_parallel(text: Text, items: Items, earlier: int, later: int) -> bool:
    """The item before the later one is that before the earlier one, too, or its end; or those behind them are equal."""
    if later - earlier < 2:
        return False
    before, after = ((_item(text, items, earlier + step), _item(text, items, later + step)) for step in (-1, 1))
    return bool(before[1] and before[0].endswith(before[1])) or bool(after[1] and after[0] == after[1])


def _item(text: Text, items: Items, index: int) -> str:
    """What an item says, "" where there is none."""
    if not 0 <= index < len(items.first):
        return ""
    return text.slice(int(text.words.start[items.first[index]]), int(text.words.end[items.last[index] - 1]))


def _gap(text: Text, items: Items, index: int) -> str:
    """What stands between an item and the next."""
    return text.slice(int(text.words.end[items.last[index] - 1]), int(text.words.start[items.first[index + 1]]))
