"""Helpers of the family called by their name: "Husband Ivo works days. Ivo lifts her legs over the tub wall."

A name counts where it stands right behind a word of the family, is told again in the note, and is no word of it
otherwise. Its other places then stand for a person, as "husband" does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rehabcode.nlp.reader_words import words
from rehabcode.nlp.view import Item

KIN = words("helpers_named", "kin")
NAMED = re.compile(
    rf"\b(?:{'|'.join(KIN)})(?:,[ ]|[ ]\(?)(?P<name>[A-Z][a-z]{{2,12}})\b(?![ ][A-Z][a-z]|[:-])"
)
"""A word of the family (its first letter large or small) with the name behind it."""
NO_NAMES = frozenset(words("helpers_named", "no_name"))
"""Words that stand there and are written large all the same."""
MOST = 6
"""How many names are looked for: keeps an endless list of them linear."""
PERSON = {"value": "person", "named": "yes"}


def with_named(text: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the lexicon hits of a note with one more for each place of a helper's name.

    Parameters
    ----------
    text : str
        The note as given.
    items : sequence of Item
        Its lexicon hits, in text order.
    """
    if not any(i.kind == "LIMIT_PERSON" for i in items):
        return tuple(items)
    names = list(dict.fromkeys(m["name"] for m in NAMED.finditer(text)))[:MOST]
    found = [Item(*span, "LIMIT_PERSON", "person", PERSON) for name in names for span in _places(text, name)]
    return tuple(sorted([*items, *found], key=lambda i: i.start)) if found else tuple(items)


def _places(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands; nowhere if it is not told again, or is a word of the note."""
    if name.lower() in NO_NAMES or re.search(rf"\b{name.lower()}\b", text):
        return []
    spans = [m.span() for m in re.finditer(rf"\b{name}\b", text)]
    return spans if len(spans) > 1 else []
