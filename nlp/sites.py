"""Body parts and sides beside a finding: "weakness of his left arm and leg", "B hip weakness", "weak in
both legs".

Grammar
-------
before the finding, read from right to left, and behind it, read from left to right::

    group   = element (filler* element)*
    element = site ("arm", "hip flexors", "BLE") | side ("left", "R", "both")
    filler  = "and" | "or" | "/" | "," between sites | article | possessive | degree ("mild", "persistent")

The words are those of ``nlp/data/sites.csv`` and ``nlp/data/site_words.csv``; a group ends at the first
word that is none of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rehabcode.nlp import reader_words
from rehabcode.nlp.facts import Side
from rehabcode.nlp.lexicon import rows


def _words_of(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("site_words") if row["role"] == role)


SIDES: dict[str, Side] = {
    row["word"]: row["value"]  # type: ignore[misc]
    for row in rows("site_words")
    if row["role"] == "side"
}
FILLERS = _words_of("filler")
"""Words that may stand between body parts, sides and the finding."""
GENERALIZED = re.compile(
    r"\b(?:gen'd|gen+[a-z1]{2,8}i?[sz](?:e|ei|ie)?d|generali[sz]e|gen|gen\.|diffuse(?:ly)?|"
    r"global(?:ly)?|overall|widespread|whole[- ]body|total[- ]body|"
    r"all over|everywhere|every muscle|throughout|general)\b"
)
COPULA = _words_of("copula")
"""Verbs and adverbs between a body part and "weak"."""
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")


class Site(NamedTuple):
    """A body part with the part of the body it belongs to (``UE``, ``LE``, ``TRUNK``, ``ALL``, ``SIDE``)."""

    name: str
    region: str
    side: Side | None
    plural: bool
    """The word names both ("legs"), unless a side is said beside it."""


class Place(NamedTuple):
    """Where a finding is: all sites said, their side, and the stretch of text that says so."""

    sites: tuple[Site, ...]
    side: Side
    generalized: bool
    start: int
    end: int
    said_side: bool = False
    """A side word stands beside the sites."""

    @property
    def both_by_plural(self) -> bool:
        """Whether only a plural says that both sides are meant."""
        return self.side == "bilateral" and not self.said_side

    @property
    def regions(self) -> frozenset[str]:
        """Parts of the body named."""
        return frozenset(s.region for s in self.sites)


@cache
def _sites() -> dict[str, Site]:
    out = {}
    for row in rows("sites"):
        side: Side | None = SIDES.get(row["side"])
        out[row["phrase"]] = Site(row["site"], row["region"], side, row["side"] == "plural")
    return out


@cache
def _longest() -> int:
    return max(len(TOKEN.findall(p)) for p in _sites())


@cache
def _by_words() -> dict[tuple[str, ...], Site]:
    return {tuple(TOKEN.findall(p)): s for p, s in _sites().items()}


@cache
def _openings() -> frozenset[str]:
    """First words of the body parts."""
    return frozenset(words[0] for words in _by_words())


@cache
def _closings() -> frozenset[str]:
    """Last words of the body parts."""
    return frozenset(words[-1] for words in _by_words())


AHEAD = 4
"""How many words behind a body part, and before another, are looked at."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def _words(lower: str, start: int, end: int) -> list[_Word]:
    found = TOKEN.finditer(lower, max(0, start), end)
    return [tuple.__new__(_Word, (m[0].removesuffix("'s"), *m.span())) for m in found]


def _word(m: re.Match[str]) -> _Word:
    return tuple.__new__(_Word, (m[0].removesuffix("'s"), *m.span()))


def before(lower: str, start: int, floor: int, *, allow: frozenset[str] = frozenset()) -> Place:
    """Read the group that ends right before ``start``, not further back than ``floor``."""
    words = _words(lower, max(floor, start - 90), start)
    table, longest, closings = _by_words(), _longest(), _closings()
    sites: list[Site] = []
    sides: list[Side] = []
    at, first, kept, shared = len(words), start, len(words), False
    while at > 0:
        for size in range(min(longest, at) if words[at - 1].text in closings else 0, 0, -1):
            site = table.get(tuple(w.text for w in words[at - size : at]))
            if site is not None and not (site.region == "SIDE" and not _side_before(words, at - size)):
                sites.append(site)
                at -= size
                kept = at
                break
        else:
            word = words[at - 1].text
            if word in SIDES:
                sides.append(SIDES[word])
                kept = at - 1
            elif word == "sided" or word == "side":
                sites.append(Site("", "SIDE", None, False))
            elif word in ("unilateral", "one"):
                pass
            elif word in SYMPTOMS and not (sites or sides):
                shared = True  # "left arm pain, weakness": the parts of a list of symptoms are shared
            elif (
                word == "with"
                and at == len(words) > 1
                and not PART_FOLLOWS.match(lower, start)
                and _part_or_symptom(words[at - 2].text)
            ):
                shared = True  # "pain into his left arm with weakness"
            elif word == "." and at > 1 and words[at - 2].text == "gen":
                pass  # "gen. weakness"
            elif (word == "," and not (sites or sides or _symptom_before(words, at - 1))) or (
                word not in FILLERS and word not in allow and not GENERALIZED.fullmatch(word)
            ):
                break
            elif GENERALIZED.fullmatch(word):
                kept = at - 1
            at -= 1
    first = words[kept].start if kept < len(words) else start
    if shared and (not sites or any(s.region == "TRUNK" for s in sites)):
        return _place([], [], False, start, start)
    if shared:
        first = start
    text = lower[first:start]
    return _place(sites, sides, bool(GENERALIZED.search(text)), first, start)


SYMPTOMS = _words_of("symptom")
"""Other members of a list of symptoms whose body part a finding shares."""


def _symptom_before(words: list[_Word], at: int) -> bool:
    return at > 0 and words[at - 1].text in SYMPTOMS


PART_FOLLOWS = re.compile(r"\w+[ \t]+(?:of|in|to|throughout)\b")
"""A finding that names its own part behind it ("weakness of the right leg"; matched on lower case)."""


def _part_or_symptom(word: str) -> bool:
    """Whether a word closes the name of a body part, or is a symptom that can have one."""
    return word in _closings() or word in SYMPTOMS


def _side_before(words: list[_Word], at: int) -> bool:
    return at > 0 and (words[at - 1].text in SIDES or words[at - 1].text in ("-", "one"))


def after(lower: str, end: int, ceiling: int) -> Place:
    """Read the group that begins right behind ``end``, not further than ``ceiling``."""
    table, longest, openings = _by_words(), _longest(), _openings()
    found = TOKEN.finditer(lower, max(0, end), min(ceiling, end + 110))
    words: list[_Word] = []
    reach = longest + AHEAD
    sites: list[Site] = []
    sides: list[Side] = []
    general = shared = False
    at, last, seen = 0, end, False
    while True:
        while len(words) < at + reach and (m := next(found, None)) is not None:
            words.append(_word(m))
        if at >= len(words):
            break
        for size in range(min(longest, len(words) - at) if words[at].text in openings else 0, 0, -1):
            site = table.get(tuple(w.text for w in words[at : at + size]))
            if site is not None and site.region != "SIDE":
                if not (sites or shared) and _of_the_next(words, at, size):
                    return _place([], [], general, end, last)
                sites.append(site)
                at += size
                last, seen = words[at - 1].end, True
                break
        else:
            word = words[at].text
            following = words[at + 1].text if at + 1 < len(words) else ""
            if word in SIDES and (len(word) > 1 or following != "'"):
                sides.append(SIDES[word])
                last = words[at].end
            elif word == "side" and sides:
                sites.append(Site("", "SIDE", None, False))
                last = words[at].end
            elif GENERALIZED.fullmatch(word):
                # "weak throughout the arms" is no weakness of the whole body
                general = general or word != "throughout" or not _site_follows(words, at + 1, table, longest)
                last = words[at].end
            elif word in ("due", "from", "since", "after", "with", "w", ".", ";") or (word == ":" and at > 0):
                break
            elif word in SYMPTOMS and not (sites or sides):
                shared = True  # "weakness or numbness in the legs"
            elif at == 0 and word == ":":
                pass  # "weakness: BUE/BLE"
            elif at == 0 and word == "than" and _side_named(words, at + 1):
                break  # "left arm and leg weaker than the right"
            elif at == 0 and word == "at" and following in _VISITS:
                at += 1  # "weakness at eval in both legs"
            elif at == 0 and following in ("in", "of", "at", "throughout", "involving", "on"):
                pass  # one unknown word right behind the finding ("weakness remalns in both arms")
            elif (word not in FILLERS and word not in _LINKS) or (
                word == "," and seen and not _site_follows(words, at + 1, table, longest)
            ):
                break
            at += 1
    if shared:
        last = end
        if not sites or any(s.region == "TRUNK" for s in sites):
            return _place([], [], False, end, end)
    return _place(sites, sides, general, end, last)


def _of_the_next(words: list[_Word], at: int, size: int) -> bool:
    """Whether a body part is that of the next symptom of a list ("weakness or foot numbness")."""
    first = at
    while first > 0 and words[first - 1].text in SIDES:
        first -= 1
    joined = first > 0 and words[first - 1].text in ("or", "and", "/", "&")
    return joined and at + size < len(words) and words[at + size].text in SYMPTOMS


_LINKS = _words_of("link")
"""Words that lead from a finding to its body parts ("weakness remains in ...")."""


_VISITS = frozenset(reader_words.words("sites", "visit"))
"""Visits at which a finding was made, said between it and its body parts."""


def _side_named(words: list[_Word], at: int) -> bool:
    """Whether a side is named there, with an article at most before it."""
    named = [w.text for w in words[at : at + 2]]
    return bool(named) and (named[0] in SIDES or (named[0] in ("the", "her", "his") and named[-1] in SIDES))


def _site_follows(words: list[_Word], at: int, table: dict[tuple[str, ...], Site], longest: int) -> bool:
    for offset in range(3):
        here = at + offset
        for size in range(min(longest, len(words) - here), 0, -1):
            if tuple(w.text for w in words[here : here + size]) in table:
                return True
        if here >= len(words) or not (words[here].text in SIDES or words[here].text in FILLERS):
            return False
    return False


def _place(sites: list[Site], sides: list[Side], general: bool, start: int, end: int) -> Place:
    named = set(sides) | {s.side for s in sites if s.side is not None}
    side: Side = "unspecified"
    if "bilateral" in named or {"left", "right"} <= named:
        side = "bilateral"
    elif "left" in named:
        side = "left"
    elif "right" in named:
        side = "right"
    elif any(s.plural for s in sites):
        side = "bilateral"
    return Place(tuple(sites), side, general, start, end, bool(named))


def merge(one: Place, other: Place) -> Place:
    """Join what is said before and behind a finding."""
    sides: list[Side] = [p.side for p in (one, other) if p.side != "unspecified" and not p.both_by_plural]
    return _place(
        [*one.sites, *other.sites], sides, one.generalized or other.generalized, one.start, other.end
    )
