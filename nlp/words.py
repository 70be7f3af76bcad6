"""The words of a note, for matching phrases: runs of letters and digits, and every other visible character alone.

Phrases of the lexicons are split the same way, so a phrase matches wherever its words stand in a row inside one
sentence, whatever blanks or line ends lie between them, and never inside a longer word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rehabcode.nlp.layout import Layout

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
PLAIN_WORD = re.compile(r"[a-z0-9]+|\S")
"""The same for small letters of ASCII alone: found faster."""

Match = tuple[int, int, int]
"""First word, behind the last word, rule number: plain order is the order of the text."""


def split(text: str) -> list[str]:
    """Return the words of a phrase."""
    return WORD.findall(text)


@dataclass(frozen=True)
class Words:
    """Words of one note.

    Attributes
    ----------
    texts : list of str
        The words in lower case.
    starts, ends : list of int
        Offsets of the words in the note.
    sentence_first : list of int
        Number of the first word of every sentence, in text order.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]
    sentence_first: list[int]

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence that holds a word."""
        return bisect_right(self.sentence_first, word) - 1

    def sentence_span(self, sentence: int) -> tuple[int, int]:
        """Return the half-open range of words of a sentence."""
        start = self.sentence_first[sentence] if sentence >= 0 else 0
        after = sentence + 1
        return start, self.sentence_first[after] if after < len(self.sentence_first) else len(self.texts)

    def sentence_spans(self) -> Iterator[tuple[int, int]]:
        """Yield the half-open range of words of every sentence; words before the first are one too."""
        start = 0
        for first in self.sentence_first:
            if first > start:
                yield start, first
                start = first
        if start < len(self.texts):
            yield start, len(self.texts)

    def in_one_sentence(self, matches: Sequence[Match]) -> list[Match]:
        """Drop matches that leave their sentence."""
        return [
            m for m in matches if m[1] - m[0] == 1 or self.sentence_of(m[0]) == self.sentence_of(m[1] - 1)
        ]


def words_of(text: str, layout: Layout) -> Words:
    """Split a note into words, in one pass."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow in lower case: offsets must stay those of the note
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = list((PLAIN_WORD if low.isascii() else WORD).finditer(low))
    starts = [m.start() for m in found]
    first = sorted({bisect_left(starts, s.start) for s in layout.sentences})
    return Words(
        [m[0] for m in found], starts, [m.end() for m in found], [i for i in first if i < len(found)]
    )


def longest(matches: Sequence[Match]) -> list[Match]:
    """Keep the longest of overlapping matches, the first and lowest rule on ties; text order."""
    taken: list[Match] = []
    end = size = 0
    for match in sorted(matches):
        first, last, _ = match
        if first >= end:
            taken.append(match)
        elif last - first > size:
            taken[-1] = match
        else:
            continue
        end, size = last, last - first
    return taken


_Node = tuple[list[int], dict[str, "_Node"]]
"""Rules whose phrase ends here, and what a further word leads to."""


class PhraseTrie:
    """All phrases of a set of rules as one trie over words: every match in one walk of the note.

    For the first note only the phrases that begin with one of its words are put in, for the second one the rest: a
    single note is read sooner.

    Parameters
    ----------
    phrases : sequence of str
        One phrase a rule; the rule number is its place.
    """

    def __init__(self, phrases: Sequence[str]):
        self._root: dict[str, _Node] = {}
        self._waiting: dict[str, list[tuple[int, str]]] = {}
        self._asked = False
        waiting = self._waiting
        for number, phrase in enumerate(phrases):
            lower = phrase.lower()
            first = lower.partition(" ")[0]
            if not (first.isalnum() and first.isascii()):
                found = WORD.search(lower)
                if found is None:
                    continue
                first = found[0]
            waiting.setdefault(first, []).append((number, lower))

    def _take_in(self, first_words: Iterable[str]) -> None:
        """Put in the phrases that begin with these words."""
        for first in first_words:
            for number, phrase in self._waiting.pop(first):
                below = self._root
                for word in split(phrase):
                    node = below.setdefault(word, ([], {}))
                    below = node[1]
                node[0].append(number)

    def __call__(self, words: Words) -> list[Match]:
        """Return every match inside one sentence, in text order."""
        if self._waiting:
            self._take_in(tuple(self._waiting) if self._asked else self._waiting.keys() & set(words.texts))
            self._asked = True
        texts, root = words.texts, self._root
        found: list[Match] = []
        for first, stop in words.sentence_spans():
            for at, word in enumerate(texts[first:stop], first):
                node = root.get(word)
                end = at + 1
                while node is not None:
                    numbers, longer = node
                    for number in numbers:
                        found.append((at, end, number))
                    if end == stop or not longer:
                        break
                    node = longer.get(texts[end])
                    end += 1
        return found
