"""What the readers see of a note: text, layout, sections, lexical items and cue scopes, all in offsets.

A :class:`NoteView` is made once per note from the medspaCy ``Doc``; readers are pure functions from it to
facts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import ahocorasick_rs

from rehabcode.nlp.facts import By, Cue, Status
from rehabcode.nlp.layout import Layout, Span
from rehabcode.nlp.lazy import lazy

T = TypeVar("T")

TITLE_LENGTH = 90
"""How many characters at the head of a note may name its author."""
CUE_REACH = 500
"""How far a cue reaches at most, in characters: keeps a note that is one endless sentence linear."""


OPERATIVE_WORDS = 5
"""So many different words of the operating room make an operative note."""


class Item(NamedTuple):
    """A lexicon phrase found in the note."""

    start: int
    end: int
    kind: str
    value: str
    data: Mapping[str, str]


class Section(NamedTuple):
    """A section of the note: its category, its heading and the end of its body."""

    category: str
    start: int
    body: int
    end: int


class CueScope(NamedTuple):
    """A ConText modifier with its scope (all offsets into the note)."""

    start: int
    end: int
    category: str
    direction: str
    scope_start: int
    scope_end: int
    allowed_types: frozenset[str] | None


class Assertion(NamedTuple):
    """Status of a stretch of text, who asserts it, and the cues that say so."""

    status: Status
    by: By
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class NoteView:
    """One note as the readers see it.

    Attributes
    ----------
    text : str
        The note as given.
    layout : Layout
        Lines and sentences.
    sections : tuple of Section
        In text order, without gaps after the first.
    items : tuple of Item
        Lexicon hits in text order; hits of different kinds may overlap.
    scopes : tuple of CueScope
        ConText modifiers in text order.
    """

    text: str
    layout: Layout
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    scopes: tuple[CueScope, ...] = ()
    _placed: dict[tuple[str, ...], list[int]] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[Callable[[NoteView], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, find: Callable[[NoteView], T]) -> T:
        """Return what ``find`` says of the note; several readers that ask the same share the answer."""
        try:
            answer: T = self._known[find]
        except KeyError:
            answer = self._known[find] = find(self)
        return answer

    @lazy
    def lower(self) -> str:
        """The note in lower case, same length as ``text`` (characters that would change length are kept)."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(c if len(c.lower()) != 1 else c.lower() for c in self.text)

    @lazy
    def written_by_therapist(self) -> bool:
        """Whether a therapist wrote the note, as far as its words alone tell."""
        from rehabcode.nlp.note import setting

        return setting(self, ()) == "therapy"

    @lazy
    def written_by_physician(self) -> bool:
        """Whether the title names a physician's service, or nothing speaks for a therapist as the author."""
        from rehabcode.nlp.assertion import PHYSICIAN_TITLE, THERAPY_TITLE

        title = self.lower[:TITLE_LENGTH]
        if PHYSICIAN_TITLE.search(title) and not THERAPY_TITLE.search(title):
            return True
        return not self.written_by_therapist

    @lazy
    def operative(self) -> bool:
        """Whether it is an operative note: what is lifted and carried there is not the patient's doing."""
        return len({item.value for item in self.of_kind("OPERATIVE")}) >= OPERATIVE_WORDS

    @lazy
    def _item_starts(self) -> list[int]:
        return [i.start for i in self.items]

    @lazy
    def _scope_starts(self) -> list[int]:
        return [s.start for s in self.scopes]

    @lazy
    def _section_starts(self) -> list[int]:
        return [s.start for s in self.sections]

    def places(self, words: Iterable[str]) -> list[int]:
        """Return where any of some words (or parts of words, in lower case) stands, in text order.

        Much faster than a pattern of alternatives, which is tried at every letter of the note. One walk finds the
        words of all lists that were ever asked for.
        """
        asked, placed = tuple(words), self._placed
        if asked not in placed:
            _ASKED.setdefault(asked)
            placed.update(_find(self.lower, tuple(_ASKED)))
        return placed[asked]

    def tells(self, words: tuple[str, ...], start: int, end: int) -> bool:
        """Return whether any of some words (or parts of words, in lower case) begins in ``[start, end)``."""
        places = self.places(words)
        i = bisect_left(places, start)
        return i < len(places) and places[i] < end

    def of_kind(self, kind: str) -> list[Item]:
        """Return the items of one kind, in text order."""
        known = self._by_kind.get(kind)
        return known[1] if known is not None else []

    @lazy
    def _by_kind(self) -> dict[str, tuple[list[int], list[Item]]]:
        grouped: dict[str, tuple[list[int], list[Item]]] = {}
        for item in self.items:
            known = grouped.get(item.kind)
            if known is None:
                known = grouped[item.kind] = ([], [])
            known[0].append(item.start)
            known[1].append(item)
        return grouped

    def between(self, start: int, end: int, *kinds: str) -> list[Item]:
        """Return the items that start in ``[start, end)``, of the given kinds (all when none is given)."""
        if len(kinds) == 1:
            known = self._by_kind.get(kinds[0])
            if known is None:
                return []
            starts, items = known
            return items[bisect_left(starts, start) : bisect_left(starts, end)]
        found = self.items[bisect_left(self._item_starts, start) : bisect_left(self._item_starts, end)]
        return [i for i in found if i.kind in kinds] if kinds else list(found)

    def section_at(self, at: int) -> Section | None:
        """Return the section that holds offset ``at``, or None before the first heading."""
        i = bisect_right(self._section_starts, at) - 1
        return self.sections[i] if i >= 0 else None

    def category_at(self, at: int) -> str | None:
        """Return the category of the section that holds offset ``at``."""
        section = self.section_at(at)
        return section.category if section else None

    def scopes_over(self, start: int, end: int) -> list[CueScope]:
        """Return the cue scopes that reach into ``[start, end)``: cues of the same sentence, never
        overlapping it.
        """
        first, last = self.layout.sentence_at(start)
        starts = self._scope_starts
        lo = bisect_left(starts, max(first, start - CUE_REACH))
        if lo == len(starts):
            return []
        hi = bisect_right(starts, min(max(last, end), end + CUE_REACH), lo)
        if lo == hi:
            return []
        return [
            s
            for s in self.scopes[lo:hi]
            if s.scope_start < end and start < s.scope_end and not (s.start < end and start < s.end)
        ]

    def sentence(self, at: int) -> Span:
        """Return the sentence that holds offset ``at``."""
        return self.layout.sentence_at(at)


_ASKED: dict[tuple[str, ...], None] = {}
"""The lists of words that the readers look for, as they came to ask."""


def _find(lower: str, lists: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], list[int]]:
    """Where the words of every list stand, in text order."""
    automaton, holders = _automaton(lists)
    found: dict[tuple[str, ...], set[int]] = {words: set() for words in lists}
    for word, start, _ in automaton.find_matches_as_indexes(lower, overlapping=True):
        for holder in holders[word]:
            found[holder].add(start)
    return {words: sorted(starts) for words, starts in found.items()}


@lru_cache(maxsize=1)
def _automaton(
    lists: tuple[tuple[str, ...], ...],
) -> tuple[ahocorasick_rs.AhoCorasick, list[list[tuple[str, ...]]]]:
    """The words of all lists as one automaton, and the lists that hold each."""
    holders: dict[str, list[tuple[str, ...]]] = {}
    for words in lists:
        for word in dict.fromkeys(words):
            holders.setdefault(word, []).append(words)
    return ahocorasick_rs.AhoCorasick(list(holders)), list(holders.values())
