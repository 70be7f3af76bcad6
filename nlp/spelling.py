"""Misspelled names of muscles and movements: one slip of the pen away from a word of the lexicon.

A word outside the lexicon is taken for the one name that a single slip makes it: a letter missing, doubled,
changed, or two letters swapped ("dletoid", "gastrocs", "quadricep"). Only long words with the same first letter
count, only names of muscles and movements, and only where all names at that distance mean the same: "aduction"
may be abduction or adduction and stays unread.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rehabcode.nlp.lexicon import entries, rows
from rehabcode.nlp.view import Item

SCANNED = str.maketrans("0153$", "olsbs")
"""Figures and signs that a scan makes of letters."""
MIN_TORN = 8
"""Letters of a word that speech recognition tore in two: shorter pairs of words are words of their own."""
REMEMBERED = 4096
"""How many unknown words are remembered: an archive never stops bringing new ones."""
MIN_SCANNED = 4
"""Letters of a word with a figure in it that is a name otherwise ("G1ut", "kn3e")."""
MIN_LETTERS = 6
"""Shorter words are too near to other words."""
_KINDS = frozenset(("MUSCLE", "MOTION", "JOINT"))


def misspelled(word: str, *, torn: bool = False) -> Item | None:
    """Return the lexicon item that a misspelled word stands for, its place unset; None where there is none.

    Parameters
    ----------
    word : str
        The word in lower case; figures among its letters are taken for the letters they look like ("f1exion").
    torn : bool
        Whether it was put together of two words ("flex ores", "ham strings").
    """
    scanned = not word.isalpha()
    if scanned:
        word = word.translate(SCANNED)
    if len(word) < (MIN_TORN if torn else MIN_SCANNED if scanned else MIN_LETTERS) or not word.isalpha():
        return None
    if torn or scanned:
        whole = _whole_names().get(word)
        if whole is not None:
            return whole
    return _misspelled(word) if len(word) >= MIN_LETTERS else None


@cache
def _names() -> tuple[dict[str, set[str]], dict[str, Item]]:
    """Every name under itself and under each form that lacks one letter; and the items of the names."""
    near: dict[str, set[str]] = {}
    items: dict[str, Item] = {}
    ordinary: set[str] = {row["word"] for row in rows("strength_words")}
    for row in entries("lexicon_strength"):
        word = row["phrase"].lower()
        if row["kind"] not in _KINDS or len(word) < MIN_LETTERS or not word.isalpha() or row["case"]:
            continue
        if word in ordinary:
            continue
        items.setdefault(word, Item(0, 0, row["kind"], row["value"], row))
        for form in (word, *_shorter(word)):
            near.setdefault(form, set()).add(word)
    return near, items


@cache
def _whole_names() -> dict[str, Item]:
    """Every name in one word."""
    return {
        row["phrase"].lower(): Item(0, 0, row["kind"], row["value"], row)
        for row in entries("lexicon_strength")
        if row["kind"] in _KINDS and row["phrase"].isalpha() and len(row["phrase"]) >= MIN_SCANNED
    }


@cache
def _ordinary() -> frozenset[str]:
    """Words that are like a name and mean something else."""
    return frozenset(row["word"] for row in rows("strength_words") if row["kind"] == "ordinary")


@lru_cache(maxsize=REMEMBERED)
def _misspelled(word: str) -> Item | None:
    near, items = _names()
    if word in _ordinary() or word in items:
        return None
    found = {
        name
        for form in (word, *_shorter(word))
        for name in near.get(form, ())
        if name[0] == word[0] and _one_slip(word, name)
    }
    found = {
        name for name in found if word != name + "s" or items[name].kind == "MUSCLE"
    }  # "twenty abductions"
    meant = {(items[name].kind, items[name].value) for name in found}
    return items[min(found)] if len(meant) == 1 else None


def _shorter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter added, dropped or changed, or two neighbours swapped, makes one word of the other."""
    if len(a) < len(b):
        a, b = b, a
    if len(a) - len(b) > 1:
        return False
    i = next((k for k in range(len(b)) if a[k] != b[k]), len(b))
    if len(a) > len(b):
        return a[i + 1 :] == b[i:]
    return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
