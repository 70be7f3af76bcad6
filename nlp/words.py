"""The words of a note, for matching phrases: runs of letters and digits, and every other visible character alone.

Phrases of the lexicons are split the same way, so a phrase matches wherever its words stand in a row inside one
sentence, whatever blanks or line ends lie between them, and never inside a longer word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rehabcode.nlp.layout import Layout

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")

Match = tuple[int, int, int]
"""Rule number, first word, behind the last word."""


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

    def in_one_sentence(self, matches: Sequence[Match]) -> list[Match]:
        """Drop matches that leave their sentence."""
        return [m for m in matches if m[2] - m[1] == 1 or self.sentence_of(m[1]) == self.sentence_of(m[2] - 1)]


def words_of(text: str, layout: Layout) -> Words:
    """Split a note into words, in one pass."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow in lower case: offsets must stay those of the note
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    texts = WORD.findall(low)
    starts = [m.start() for m in WORD.finditer(low)]
    ends = [start + len(word) for start, word in zip(starts, texts, strict=True)]
    first = sorted({bisect_right(starts, s.start - 1) for s in layout.sentences})
    return Words(texts, starts, ends, [i for i in first if i < len(texts)])


def longest(matches: Sequence[Match]) -> list[Match]:
    """Keep the longest of overlapping matches, the first and lowest rule on ties; text order."""
    taken: list[Match] = []
    best: Match | None = None
    for match in sorted(matches, key=lambda m: (m[1], -m[2], m[0])):
        if best is None or match[1] >= best[2]:
            if best is not None:
                taken.append(best)
            best = match
        elif match[2] - match[1] > best[2] - best[1]:
            best = match
    if best is not None:
        taken.append(best)
    return taken


class PhraseTrie:
    """All phrases of a set of rules as one trie over words: every match in one walk of the note.

    Parameters
    ----------
    phrases : sequence of str
        One phrase a rule; the rule number is its place.
    """

    def __init__(self, phrases: Sequence[str]):
        self._root: dict[str, dict[str, object]] = {}
        for number, phrase in enumerate(phrases):
            node: dict[str, object] = self._root  # type: ignore[assignment]
            for word in split(phrase.lower()):
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node.setdefault("", []).append(number)  # type: ignore[attr-defined]

    def __call__(self, words: Words) -> list[Match]:
        """Return every match inside one sentence, in text order."""
        texts, root, found = words.texts, self._root, []
        size = len(texts)
        for at, word in enumerate(texts):
            node = root.get(word)
            if node is None:
                continue
            end = at + 1
            while True:
                numbers = node.get("")
                if numbers is not None:
                    found += [(n, at, end) for n in numbers]  # type: ignore[attr-defined]
                if end >= size:
                    break
                node = node.get(texts[end])  # type: ignore[assignment]
                if node is None:
                    break
                end += 1
        return words.in_one_sentence(found)
