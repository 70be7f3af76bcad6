r"""Lines, sentences and clauses of a note, as offsets into the text as given.

Grammar
-------
line       text between line ends (``\\n``, ``\\r\\n``, ``\\r``, form feed, ``\\u2028``, ...)
row        a line that is a unit of its own: bullet, heading, table row, short form field
sentence   part of a row, or of several soft-wrapped lines of prose, up to ``. ``, ``! `` or ``? ``

A line continues the sentence of the line before only when both look like wrapped prose: the one before is long
and unfinished, and the next neither starts like a bullet or a ``Label:`` nor looks like a table row. List items
are therefore never merged, and prose cut by a fixed line width is never split.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from rehabcode.nlp.lazy import lazy
from rehabcode.nlp.reader_words import either, words

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BULLET = re.compile(
    r"[ \t\u00a0]*(?:[-*\u2022\u25cf\u25aa\u25e6\u00b7>+]+[ \t]|\(?\d{1,2}[.)][ \t]|[a-zA-Z][.)][ \t])"
)
LABEL = re.compile(
    r"[ \t]*(?:[A-Za-z(][\w/&()<>#., '\-]{0,40}?|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?)[ \t]*:(?!\d)"
)
TABULAR = re.compile(r"\||\t|\S {3,}\S")
GOAL_TIMES = re.compile(
    r"[ \t]*(?:baseline|current(?:ly)?|initial(?:ly)?|at eval|previous)(?: level| status)?"
    r"(?: \(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ \t]?:[ \t]*\S",
    re.I,
)
GOAL_LINE = re.compile(
    r"[ \t]*(?:(?:[\[(]?\d{1,2}[\])., ]{1,2}|[-*\u2022])[ \t]*)?(?:STG|LTG|Goal)\b[^\n]{0,12}?\S"
)
"""A line that opens with a goal, and one of its times below it."""
BLANKS = 64
"""How many blanks behind a full stop the next word is looked for."""
LIST_NUMBER = re.compile(r"\s*\(?\d{1,2}")
SENTENCE_END = re.compile(r"[.!?](?:[.!?]*[\"')\]]*(?=\s|$)|(?<=\d\.)(?=[A-Z][a-z]))")
"""A sentence end. Its first character is told apart behind it: so it is found much faster."""
PAIN_MARK = re.compile(r"[^a-z]p!", re.I)
"""A mark of pain, with what stands before it: its "!" ends no sentence."""
ABBREVIATIONS = frozenset(words("layout", "abbreviation"))
"""Words whose full stop does not end a sentence when a lower-case word or figure follows."""
LEVEL = (
    *(
        "mod I",
        "Mod I",
        "MOD I",
        "min A",
        "Min A",
        "MIN A",
        "mod A",
        "Mod A",
        "MOD A",
        "max A",
        "Max A",
        "MAX A",
    ),
    *("total A", "Total A", "TOTAL A"),
)
"""Levels of help whose one letter ends a sentence all the same."""
NEVER_END = frozenset(words("layout", "never_end"))
OPENS = re.compile(rf"[ \t]*(?:{either('layout', 'opens')}|[soap][:/-])", re.I)
"""How a new statement opens: never the rest of a line before."""
FILLED = 0.6
"""A line that leaves more of its paragraph's width free was ended by its writer."""
WRAP_WIDTH = 55
"""A line at least this long may be prose cut by a fixed width."""


class Span(NamedTuple):
    """A half-open stretch of the note."""

    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """Lines and sentences of one note.

    Attributes
    ----------
    text : str
        The note as given.
    lines, sentences : tuple of Span
        In text order; sentences never cross a row and never include surrounding white space.
    """

    text: str
    lines: tuple[Span, ...]
    sentences: tuple[Span, ...]

    @lazy
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @lazy
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def line_index(self, at: int) -> int:
        """Return the index of the line that holds (or precedes) offset ``at``; 0 for a note without lines."""
        return (bisect_right(self._line_starts, at) or 1) - 1

    def line_at(self, at: int) -> Span:
        """Return the line that holds offset ``at``."""
        return self.lines[self.line_index(at)] if self.lines else Span(0, len(self.text))

    @lazy
    def _widths(self) -> list[int]:
        return _paragraph_widths(self.text, self.lines)

    def wraps(self, number: int) -> bool:
        """Return whether the prose of line ``number`` goes on in the next line."""
        if number + 1 >= len(self.lines):
            return False
        line, following = self.lines[number], self.lines[number + 1]
        said = self.text[line.start : line.end].rstrip()
        if OPENS.match(self.text, following.start, following.end):
            return False
        return (
            len(said) >= WRAP_WIDTH
            and said[-1] not in ".!?"
            and not _blank_between(self.text, line.end, following.start)
            and _full(self.text, line, following, self._widths[number])
        )

    def sentence_index(self, at: int) -> int:
        """Return the index of the sentence that holds (or precedes) offset ``at``."""
        return (bisect_right(self._sentence_starts, at) or 1) - 1

    def sentence_at(self, at: int) -> Span:
        """Return the sentence that holds offset ``at``."""
        if not self.sentences:
            return Span(0, len(self.text))
        return self.sentences[(bisect_right(self._sentence_starts, at) or 1) - 1]


def _paragraph_widths(text: str, lines: tuple[Span, ...]) -> list[int]:
    """Length of the longest line in the paragraph of each line."""
    widths: list[int] = []
    first = 0
    for number, line in enumerate(lines):
        last = number + 1 == len(lines)
        if last or _blank_between(text, line.end, lines[number + 1].start):
            widest = max(x.end - x.start for x in lines[first : number + 1])
            widths += [widest] * (number + 1 - first)
            first = number + 1
    return widths


def _full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line fills its paragraph's width so far that the break may be a wrap."""
    return line.end - line.start >= FILLED * width


def _continues(text: str, before: Span, line: Span, line_number_gap: bool, width: int) -> bool:
    """Whether ``line`` is the wrapped rest of the prose in ``before``."""
    if line_number_gap or before.end - before.start < WRAP_WIDTH or not _full(text, before, line, width):
        return False
    head, tail = text[before.start : before.end].rstrip(), text[line.start : line.end]
    if not head or head[-1] in ".:;!?|" or not tail.strip():
        return False
    if (
        BULLET.match(tail)
        or LABEL.match(tail)
        or TABULAR.search(tail.strip())
        or TABULAR.search(head.strip())
    ):
        return False
    first = tail.lstrip()[0]
    return first.islower() or first.isdigit() or head[-1] == "," or not head.isupper() or tail.isupper()


def _of_goal(text: str, block: int, line: Span) -> bool:
    """Whether a line tells the times of the goal that opens its block ("Baseline 7/01: 3/5   Current: 3+/5")."""
    return (
        GOAL_TIMES.match(text, line.start, line.end) is not None and GOAL_LINE.match(text, block) is not None
    )


SCLEROSIS = re.compile(r"(?:[,:/]|\b(?:or|of|with|has|had|for|hx|dx|h/o|denies|no|PMH))[ \t]+MS\Z")
"""Before the full stop of a disease in capitals, and of no lady's title ("Denies trauma, MS. Sister has ...")."""
SCLEROSIS_BACK = len("denies  MS")


def _is_sclerosis(text: str, mark: int) -> bool:
    """Whether "MS" before a full stop is the disease."""
    return (
        text.endswith("MS", 0, mark)
        and SCLEROSIS.search(text, max(0, mark - SCLEROSIS_BACK), mark) is not None
    )


def _breaks(text: str, start: int, end: int) -> list[int]:
    """Offsets just behind each sentence end inside one block."""
    out = []
    for m in SENTENCE_END.finditer(text, start, end):
        mark, at = m.span()
        if text[mark] == "!" and PAIN_MARK.match(text, mark - 2, mark + 1):
            continue  # "4/5 p! R": painful
        if text.startswith("....", mark) or text.startswith(" ..", mark - 1):
            continue  # leader dots of a form: "Transfers ........ Min A", "Bed .. Min A"
        if text[mark] == ".":
            word_start = mark
            while word_start > start and (text[word_start - 1].isalpha() or text[word_start - 1] in "./"):
                word_start -= 1
            word = text[word_start:mark].lower()
            follows = text[at : min(end, at + BLANKS)].lstrip(" \t")[:1]
            if text.endswith(LEVEL, start, mark):
                out.append(at)
                continue
            if text.endswith(" I", start, mark) and follows.isdigit() and text[mark - 3].isalpha():
                out.append(at)  # "Bed mobility I. 40 ft with RW": independent
                continue
            if word in NEVER_END and follows and not _is_sclerosis(text, mark):
                continue
            if (word in ABBREVIATIONS or len(word) == 1) and follows and not follows.isupper():
                continue
            if not word and LIST_NUMBER.fullmatch(text, out[-1] if out else start, mark):
                continue  # "1. Hip abduction": the number of a list item
        out.append(at)
    return out


def layout(text: str) -> Layout:
    """Split a note into lines and sentences, in one pass.

    Parameters
    ----------
    text : str
        The note as given; any Unicode, any line ends.
    """
    lines = tuple([tuple.__new__(Span, m.span()) for m in LINE.finditer(text)])
    blocks: list[tuple[int, int]] = []
    before: Span | None = None
    widths: list[int] = []
    for number, line in enumerate(lines):
        start, end = line
        written = text[start:end]
        if not written or written.isspace():
            before = None
            continue
        if (
            before is not None
            and _of_goal(text, blocks[-1][0], line)
            and not _blank_between(text, before.end, start)
        ):
            blocks[-1] = (blocks[-1][0], end)
            before = line
            continue
        if before is not None and before.end - before.start >= WRAP_WIDTH:
            widths = widths or _paragraph_widths(text, lines)
            gap = _blank_between(text, before.end, start)
            if _continues(text, before, line, gap, widths[number]):
                blocks[-1] = (blocks[-1][0], end)
                before = line
                continue
        blocks.append((start, end))
        before = line
    sentences = []
    new = tuple.__new__
    for start, end in blocks:
        at = start
        for stop in (*_breaks(text, start, end), end):
            piece = text[at:stop].rstrip()
            said = piece.lstrip()
            if said:
                last = at + len(piece)
                sentences.append(new(Span, (last - len(said), last)))
            at = stop
    return Layout(text, lines, tuple(sentences))


def _blank_between(text: str, start: int, end: int) -> bool:
    """Whether more than one line end lies between two lines (a blank line)."""
    return end - start > 1 and len(text[start:end].replace("\r\n", "\n")) > 1
