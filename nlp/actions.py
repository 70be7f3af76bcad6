"""Activities told by a verb and its object: "open the jar", "put dishes on the second shelf".

Verbs are lexicon hits (``lexicon_actions.csv``, kind ``ACTION``); objects are looked up behind a verb only
(``activity_objects.csv``), and ``activity_pairs.csv`` says which activity a class of verbs and a class of
objects make together. A pair may also make none: lifting one's own leg in bed is no lifting of loads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rehabcode.nlp.lexicon import combinations, rows
from rehabcode.nlp.reader_words import words
from rehabcode.nlp.view import Item, NoteView

WORD = re.compile(r"[ \t\r\n]*([ym]/o\b|\d{1,2}/\d{1,2}\b|[\w'\u2019-]+)")
"""The next word; "2 y/o" and "4/5" are read as one each."""
REACH = 8
"""How many words behind the verb the object may stand."""
LONGEST = 4
"""Words of the longest object phrase."""
PASSED = frozenset(words("actions", "passed"))
"""Words that may stand between a verb and its object."""
FAR = frozenset({"put", "lift", "hold"})
"""Verbs that name a place behind their object ("put dishes on the shelf")."""
PLACES = frozenset({"shelf", "high"})
FINITE = ("s", "ing")


class Pair(NamedTuple):
    """What a verb makes of an object: the activity's category and its form in ``lexicon_activities.csv``."""

    rank: int
    """Place in the table: the first of several pairs counts ("lift a cup" is eating, not carrying)."""
    category: str
    form: str


@cache
def _objects() -> dict[str, tuple[str, ...]]:
    return {
        phrase: tuple(row["classes"].split())
        for row in rows("activity_objects")
        for phrase in combinations(row["phrase"])
    }


@cache
def _openings() -> frozenset[str]:
    """First words of the objects."""
    return frozenset(phrase.partition(" ")[0] for phrase in _objects())


@cache
def _pairs() -> dict[tuple[str, str], Pair]:
    return {
        (row["action"], row["object"]): Pair(rank, row["category"], row["form"])
        for rank, row in enumerate(rows("activity_pairs"))
    }


def object_phrases() -> Iterable[str]:
    """Return the objects of the verbs."""
    return _objects().keys()


def activities(view: NoteView) -> list[Item]:
    """Return the activities of a note: phrases of the lexicon, and verbs with objects, longest first."""
    told = view.of_kind("ACTIVITY")
    if "step to gait" in view.lower or "step-to gait" in view.lower:
        told = [item for item in told if not _step_to_on_stairs(view, item)]
    composed = list(_composed(view))
    if not composed:
        return list(told)
    blocked = view.of_kind("NOT_ACTIVITY")
    kept = [c for c in composed if not (_covered(c, told) or _covered(c, blocked))]
    left = [i for i in told if not _covered(i, kept)]
    return sorted([*left, *(c for c in kept if c.value != "none")], key=lambda i: i.start)


STEP_TO = re.compile(r"\bstep[ -]to[ \t]+\Z")


def _step_to_on_stairs(view: NoteView, gait: Item) -> bool:
    """Whether a "step-to gait" is the way somebody takes stairs ("Stairs: 10 steps, step to gait, CGA")."""
    if STEP_TO.search(view.lower, max(0, gait.start - len("step-to  ")), gait.start) is None:
        return False
    before = view.between(view.sentence(gait.start).start, gait.start, "ACTIVITY")
    return any(item.value == "stairs" for item in before)


def _covered(item: Item, others: Sequence[Item]) -> bool:
    """Whether one of the others, which do not overlap each other, spans all of an item."""
    at = bisect_right(others, item.start, key=lambda o: o.start) - 1
    return at >= 0 and item.end <= others[at].end


def _composed(view: NoteView) -> Iterator[Item]:
    """Verbs with the object that follows them."""
    end = -1
    for verb in view.of_kind("ACTION"):
        if verb.start < end:
            continue
        item = _with_object(view, verb)
        if item is not None:
            end = item.end
            yield item


def _with_object(view: NoteView, verb: Item) -> Item | None:
    found = object_behind(view.lower, verb.end, verb.value)
    return None if found is None else _item(view, verb, *found)


def object_behind(low: str, at: int, value: str) -> tuple[int, Pair] | None:
    """Return where the object of a verb ends, and what the two make together.

    Parameters
    ----------
    low : str
        Text in lower case.
    at : int
        Where the verb ends.
    value : str
        Classes of the verb (``value`` of ``lexicon_actions.csv``).
    """
    words = _words_behind(low, at)
    objects, openings, pairs = _objects(), _openings(), _pairs()
    actions = value.split()
    far, near = not FAR.isdisjoint(actions), True
    for i, (word, _) in enumerate(words):
        for length in range(min(LONGEST, len(words) - i) if word in openings else 0, 0, -1):
            phrase = " ".join(w for w, _ in words[i : i + length])
            kinds = [k for k in objects.get(phrase, ()) if near or k in PLACES]
            found = [p for kind in kinds for a in actions if (p := pairs.get((a, kind)))]
            if found:
                return words[i + length - 1][1], min(found)
        near = near and (word in PASSED or word[0].isdigit())
        if not near and not far:
            return None
    return None


def _words_behind(low: str, at: int) -> list[tuple[str, int]]:
    """The words behind an offset, each with its end, as far as nothing but blanks lies between them."""
    out: list[tuple[str, int]] = []
    while len(out) < REACH:
        m = WORD.match(low, at)
        if m is None:
            break
        at = m.end()
        out.append((m.group(1), at))
    return out


def _item(view: NoteView, verb: Item, end: int, pair: Pair) -> Item:
    form = pair.form
    if form == "dropped":  # "drops cups" says it all; "drop cups" waits for "tends to"
        form = "said" if view.lower[verb.start : verb.end].split()[0].endswith(FINITE) else "thing"
    return Item(verb.start, end, "ACTIVITY", pair.category, {"form": form})
