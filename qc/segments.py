"""Where words, lines, paragraphs and sentences begin and end: pure functions from columns to spans.

Every function takes the columns of a whole batch and answers for all its documents at once. Boundaries never
cross a document, because documents are separated by NUL between line ends (see `text.SEPARATOR`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qc.characters import Kind, of_characters
from qc.hashes import among, word_hashes
from qc.spans import Ints, Spans, distinct, owners, runs, spans

Codes = NDArray[np.uint32]
Kinds = NDArray[np.uint8]
Bools = NDArray[np.bool_]

# A full stop behind one of these does not end a sentence. Evidence: the abbreviation lists of the style guides of
# each language; only words which are hardly ever the last of a sentence stand here.
_ABBREVIATIONS = frozenset(
    """
mr mrs ms dr prof st jr sr vs eg ie cf fig figs no nos vol pp ed eds rev gen col lt sgt capt cmdr adm gov sen rep
hon inc ltd co corp dept univ approx est jan feb mar apr jun jul aug sep sept oct nov dec mt ft ave blvd
bzw ca usw evtl ggf inkl vgl nr str bsp sog hrsg abs art mio mrd tel
mme mlle mm av env chap
sra srta dra ud uds pág págs núm aprox ej
sig sigg dott avv ing geom
dhr mevr ths
drs ir kh jl jln yth tn ny bpk pt pn hj gs pgs kol letjen mayjen brigjen tgl hlm
ul al os pl św im tzw np nt ds prof godz
г гг ул вул им тыс млн млрд руб др пр см стр
डॉ श्री
""".split()
)

# Ends a sentence without a blank after it.
_WIDE_ENDS = np.zeros(0x10000, np.bool_)
_WIDE_ENDS[[ord(c) for c in "。！？｡．"]] = True

# Opens a quotation where a letter follows at once, and else closes one, as “ and » do in some languages.
_EITHER = of_characters("“„‟‘‚«»‹›「『")
# Ends a question in Greek.
_GREEK_QUESTION = ord(";")
# A document in which so few words begin with a capital has none at the head of its sentences.
_NO_CAPITALS = 0.01

# Blanks at either end of a line or sentence which are passed one at a time, for all lines at once.
_BLANKS_ASIDE = 4


def wordy(codes: Codes, kinds: Kinds) -> Bools:
    """bool[n]: letters, marks and digits, and what stands inside a word.

    An apostrophe or an invisible joiner between letters, and a point or comma between digits, stay inside the word;
    a hyphen does not, so that "hati-hati" is two words with a hyphen between.
    """
    found = kinds >= Kind.DIGIT
    _join(found, codes, kinds)
    return found


def words(wordy_: Bools, kinds: Kinds) -> Spans:
    """Runs of `wordy` characters; in scripts without spaces each character (with its marks) is a word."""
    unspaced = kinds == Kind.UNSPACED
    if not unspaced.any():
        return spans(*runs(wordy_))
    before, before_unspaced = np.zeros_like(wordy_), np.zeros_like(wordy_)
    before[1:], before_unspaced[1:] = wordy_[:-1], unspaced[:-1]
    starts = wordy_ & (~before | unspaced | (before_unspaced & (kinds != Kind.MARK)))
    ends = np.empty_like(wordy_)
    ends[:-1] = wordy_[:-1] & (~wordy_[1:] | starts[1:])
    ends[-1:] = wordy_[-1:]
    return spans(np.flatnonzero(starts), np.flatnonzero(ends) + 1)


def _join(found: Bools, codes: Codes, kinds: Kinds) -> None:
    """Make part of a word what stands inside one: between letters, or a point or comma between digits."""
    joiners = np.flatnonzero((kinds >= Kind.FORMAT) & (kinds <= Kind.APOSTROPHE))
    joiners = joiners[(joiners > 0) & (joiners < len(found) - 1)]
    kind, code, before, after = kinds[joiners], codes[joiners], kinds[joiners - 1], kinds[joiners + 1]
    between_letters = (before >= Kind.MARK) & (after >= Kind.MARK)
    between_digits = (before == Kind.DIGIT) & (after == Kind.DIGIT)
    joins = between_letters & ((kind == Kind.APOSTROPHE) | (kind == Kind.FORMAT))
    joins |= between_digits & ((code == ord(".")) | (code == ord(",")))
    found[joiners[joins]] = True


def visible(kinds: Kinds) -> Bools:
    """bool[n]: neither a blank nor a line end."""
    return (kinds != Kind.SPACE) & (kinds != Kind.NEWLINE)


def lines(kinds: Kinds, documents: Spans) -> Spans:
    """Lines that hold anything visible, without the blanks around them."""
    breaks = np.flatnonzero(kinds == Kind.NEWLINE)
    start = distinct(np.append(documents.start, breaks + 1))
    end = np.append(start[1:], documents.end[-1:])
    start, end = trimmed(start, end, visible(kinds))
    found = spans(start, end, documents)
    inside = (end > start) & (found.owner >= 0) & (start < documents.end[found.owner])
    return Spans(start[inside], end[inside], found.owner[inside])


def trimmed(start: Ints, end: Ints, seen: Bools) -> tuple[Ints, Ints]:
    """The spans `[start, end)` from their first to their last visible character; empty where they have none."""
    if not len(seen):
        return start, end
    start, end = start.copy(), end.copy()
    for _ in range(_BLANKS_ASIDE):
        before = (start < end) & ~seen.take(start, mode="clip")
        start += before
        behind = (start < end) & ~seen.take(end - 1, mode="clip")
        end -= behind
        if not (before.any() or behind.any()):
            return start, end
    return _trimmed_at_length(start, end, seen)


def _trimmed_at_length(start: Ints, end: Ints, seen: Bools) -> tuple[Ints, Ints]:
    """What `trimmed` does, in time that does not grow with the row of blanks."""
    places = np.append(np.flatnonzero(seen), len(seen))
    first, after = np.searchsorted(places, start), np.searchsorted(places, end)
    some = after > first
    return np.where(some, places[first], end), np.where(some, places[after - 1] + 1, end)


def paragraphs(codes: Codes, kinds: Kinds, lines_: Spans, documents: Spans, plain: Bools) -> Spans:
    """Lines, or blocks of lines in hard-wrapped plain text (`plain`: bool[documents], may be wrapped at all).

    Scraped text has a line a paragraph; mail, books and hand-written notes break lines at 60 to 100 characters and put
    a blank line between paragraphs. A document counts as wrapped if most of its inner lines are about equally long.
    """
    if not len(lines_):
        return lines_
    joined = _inner(codes, kinds, lines_)
    wrapped = _wrapped(lines_, joined, len(documents)) & plain
    merge = joined & wrapped[lines_.owner]
    starts = np.append(True, ~merge[:-1])
    ends = np.append(starts[1:], True)
    return Spans(lines_.start[starts], lines_.end[ends], lines_.owner[starts])


def _inner(codes: Codes, kinds: Kinds, lines_: Spans) -> Bools:
    """bool[lines]: the next line follows at once, without a blank line and in the same document."""
    breaks = np.flatnonzero(kinds == Kind.NEWLINE)
    second = (codes[breaks] == ord("\n")) & (breaks > 0) & (codes[breaks - 1] == ord("\r"))
    breaks = breaks[~second]
    count_before_start, count_before_end = np.searchsorted(breaks, lines_.start), np.searchsorted(breaks, lines_.end)
    inner = np.zeros(len(lines_), np.bool_)
    one_break = count_before_start[1:] - count_before_end[:-1] == 1
    inner[:-1] = one_break & (lines_.owner[1:] == lines_.owner[:-1])
    return inner


def _wrapped(lines_: Spans, inner: Bools, documents: int) -> Bools:
    """bool[documents]: lines broken at a width. At least three inner lines, four in five of them near the longest."""
    length = lines_.length
    longest = np.zeros(documents, np.int64)
    np.maximum.at(longest, lines_.owner[inner], length[inner])
    near = inner & (length >= 0.72 * longest[lines_.owner])
    inners = np.bincount(lines_.owner[inner], minlength=documents)
    nears = np.bincount(lines_.owner[near], minlength=documents)
    wrapped: Bools = (inners >= 3) & (nears >= 0.8 * inners) & (longest >= 40) & (longest <= 120)
    return wrapped


def sentences(codes: Codes, kinds: Kinds, words_: Spans, word_ids: NDArray[np.uint64], paragraphs_: Spans) -> Spans:
    """Sentences within paragraphs, from first to last visible character; one without a word joins the one before it.

    That last rule keeps ". . ." and stray marks with what they follow, so garbled text does not fall into crumbs.
    """
    if not len(paragraphs_):
        return paragraphs_
    breaks = _breaks(codes, kinds, words_, word_ids)
    owner = owners(breaks, paragraphs_.start)
    breaks = breaks[(owner >= 0) & (breaks < paragraphs_.end[owner])]
    cuts = _with_words(distinct(np.append(paragraphs_.start, breaks)), words_, paragraphs_)
    owner = owners(cuts, paragraphs_.start)
    ends = np.minimum(np.append(cuts[1:], paragraphs_.end[-1:]), paragraphs_.end[owner])
    start, end = trimmed(cuts, ends, visible(kinds))
    return Spans(start, end, owner)


def _breaks(codes: Codes, kinds: Kinds, words_: Spans, word_ids: NDArray[np.uint64]) -> Ints:
    """Offsets behind the marks that end a sentence and the quotes and brackets that close with it."""
    last = len(kinds) - 1
    marks = _marks(codes, kinds)
    after = _behind_closers(codes, kinds, marks + 1)
    wide = _WIDE_ENDS.take(codes[marks], mode="clip") & ~_is_decimal(codes, kinds, marks)
    following = kinds[np.minimum(after, last)]
    apart = (after > last) | (following == Kind.SPACE) | (following == Kind.NEWLINE) | (following == Kind.UNSPACED)
    stops = codes[marks] == ord(".")
    goes_on = (stops & _abbreviates(codes, marks, kinds, words_, word_ids)) | (
        (stops | (after > marks + 1)) & _before_small_letter(after, kinds, words_)
    )
    breaks: Ints = after[wide | (apart & ~goes_on)]
    return breaks


def _marks(codes: Codes, kinds: Kinds) -> Ints:
    """The last of each run of marks that end a sentence, and the question marks of Greek, ascending."""
    last = len(kinds) - 1
    marks = np.flatnonzero(kinds == Kind.SENTENCE_END)
    marks = marks[kinds[np.minimum(marks + 1, last)] != Kind.SENTENCE_END]
    questions = np.flatnonzero(codes == _GREEK_QUESTION)
    questions = questions[_is_greek(codes[np.maximum(questions - 1, 0)])]
    return np.sort(np.append(marks, questions)) if len(questions) else marks


def _is_decimal(codes: Codes, kinds: Kinds, marks: Ints) -> Bools:
    """bool[k]: a wide full stop between two digits, as in "１．５"."""
    decimal: Bools = codes[marks] == ord("．")
    stops = marks[decimal]
    before, behind = kinds[np.maximum(stops - 1, 0)], kinds[np.minimum(stops + 1, len(kinds) - 1)]
    decimal[decimal] = (before == Kind.DIGIT) & (behind == Kind.DIGIT)
    return decimal


def _is_greek(codes: Codes) -> Bools:
    """bool[k]: in the blocks of Greek, plain and extended."""
    found: Bools = ((codes >= 0x370) & (codes < 0x400)) | ((codes >= 0x1F00) & (codes < 0x2000))
    return found


def _behind_closers(codes: Codes, kinds: Kinds, after: Ints) -> Ints:
    """int64[k]: past the quotes and brackets that close there; in French a blank stands before them."""
    last = len(kinds) - 1
    near = kinds.take(np.minimum(after, last))
    french = codes.take(np.minimum(after + 1, last)) == ord("»")
    moved = np.flatnonzero((near != Kind.NEWLINE) & ((near != Kind.SPACE) | french))
    for _ in range(3):
        at, beyond, second = (np.minimum(after[moved] + step, last) for step in range(3))
        closes = (kinds[at] == Kind.QUOTE) | (kinds[at] == Kind.CLOSE) | (kinds[at] == Kind.APOSTROPHE)
        opens = _EITHER.take(codes[at], mode="clip") & (kinds[beyond] >= Kind.DIGIT)
        french = (kinds[at] == Kind.SPACE) & (codes[beyond] == ord("»")) & (kinds[second] < Kind.DIGIT)
        after[moved] += (closes & ~opens) + 2 * french
        moved = moved[(closes & ~opens) | french]
    return after


def _abbreviates(codes: Codes, marks: Ints, kinds: Kinds, words_: Spans, word_ids: NDArray[np.uint64]) -> Bools:
    """bool[marks]: a full stop behind an initial, an abbreviation or an ordinal ("3. Mai") ends no sentence."""
    if not len(words_):
        return np.zeros(len(marks), np.bool_)
    before = np.searchsorted(words_.end, marks, side="right") - 1
    touches = (before >= 0) & (words_.end[before] == marks)
    first, length = kinds[words_.start[before]], words_.length[before]
    initial = (length == 1) & ((first == Kind.UPPER) | (first == Kind.LETTER))
    ordinal = (length <= 2) & (first == Kind.DIGIT)
    small = (length == 1) & (first == Kind.LOWER) & _before_initial(codes, kinds, words_, before)
    abbreviates: Bools = touches & (initial | ordinal | small | among(word_ids[before], _abbreviation_ids()))
    return abbreviates


def _before_initial(codes: Codes, kinds: Kinds, words_: Spans, words_before: Ints) -> Bools:
    """bool[k]: the next word is a letter with a full stop ("z. B.") or a number ("д. 7")."""
    nxt = np.minimum(words_before + 1, len(words_) - 1)
    stop = codes[np.minimum(words_.end[nxt], len(codes) - 1)] == ord(".")
    return ((words_.length[nxt] == 1) & stop) | (kinds[words_.start[nxt]] == Kind.DIGIT)


def _before_small_letter(after: Ints, kinds: Kinds, words_: Spans) -> Bools:
    """bool[marks]: the next word follows at once, or behind a dash, and begins with a small letter: "“Why?” she asked".

    In a document without capitals that means nothing.
    """
    if not len(words_):
        return np.zeros(len(after), np.bool_)
    nxt = np.minimum(np.searchsorted(words_.start, after), len(words_) - 1)
    start = words_.start[nxt]
    dash = (start - after == 3) & (kinds[np.minimum(after + 1, len(kinds) - 1)] < Kind.QUOTE)
    near = (start >= after) & ((start - after <= 2) | dash)
    small: Bools = near & (kinds[start] == Kind.LOWER) & _has_capitals(kinds, words_)[words_.owner[nxt]]
    return small


def _has_capitals(kinds: Kinds, words_: Spans) -> Bools:
    """bool[documents]: some words begin with a capital."""
    edges = np.searchsorted(words_.owner, np.arange(int(words_.owner[-1]) + 2))
    capitals = np.append(0, np.cumsum(kinds.take(words_.start) == Kind.UPPER))[edges]
    found: Bools = np.diff(capitals) > _NO_CAPITALS * np.diff(edges)
    return found


def _abbreviation_ids() -> NDArray[np.uint64]:
    return word_hashes(_ABBREVIATIONS)


def _with_words(cuts: Ints, words_: Spans, paragraphs_: Spans) -> Ints:
    """The cuts that begin a paragraph or are followed by a word before the next cut."""
    first = np.searchsorted(words_.start, cuts)
    wordless = np.append(first[1:] == first[:-1], first[-1:] == len(words_))
    return cuts[~wordless | (paragraphs_.start[owners(cuts, paragraphs_.start)] == cuts)]
