"""A gate before the readers: proves from the raw text that a note holds nothing to read.

Most notes of an archive say nothing about strength, function or the diagnoses in scope. A fact needs a lexicon
phrase of a deciding kind, a figure out of five, a speed, or a printed code. So one Aho-Corasick walk over the note
(case and punctuation folded) that finds none of these proves that no reader would find anything. The gate errs on
one side only: a note it lets through may still hold nothing. ``tests/nlp/test_gate.py`` compares it with the readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs

from rehabcode.nlp.actions import object_behind
from rehabcode.nlp.lexicon import TargetRule
from rehabcode.nlp.procedures import codes
from rehabcode.nlp.written_codes import CODE

HELPERS = frozenset(
    "SIDE TIME NORMAL IGNORE SETTING WHEN TESTOTHER TESTPART ACTION OPERATIVE SIGN FUNCTION_VAGUE SCOPE".split()
)
"""Kinds of phrases that found no fact by themselves: they serve the readers beside a deciding phrase."""
HELPER_PREFIXES = ("NOT_", "LIMIT_")
"""Words that forbid a reading, and words that limit an activity: alone they say nothing."""
FIGURES = ("/5", "/ 5", "/s", "/ s", "out of", "over 5", "over five")
"""What a grade without the name of a muscle, or a speed without the name of a test, is written with."""
WORDS = "fall falls fell fallen falling fail block blocks rest rests function functioning".split()
"""What a limitation or a fall is told with where no activity of the lexicon is named."""
BLANK = {c: (" " if not chr(c).isalnum() else chr(c).lower()) for c in range(128)}
ODD = re.compile(r"[\W_]")


def folded(text: str) -> str:
    """Return the words and figures of a text in lower case, parted and enclosed by single blanks."""
    blanked = text.translate(BLANK) if text.isascii() else ODD.sub(" ", text.lower())
    return f" {' '.join(blanked.split())} "


class Gate:
    """Says of a note that nothing can be read in it.

    Parameters
    ----------
    rules : iterable of TargetRule
        The target rules of the readers.
    """

    def __init__(self, rules: Iterable[TargetRule]):
        rules = list(rules)
        deciding = [rule.literal for rule in rules if _decides(rule.category)]
        phrases = {phrase for phrase in map(folded, (*deciding, *WORDS)) if phrase.strip()}
        signs = {literal.lower() for literal in deciding if not folded(literal).strip()}
        self._phrases = ahocorasick_rs.AhoCorasick(sorted(phrases))
        verbs = {folded(rule.literal): rule.metadata["value"] for rule in rules if rule.category == "ACTION"}
        self._verbs = sorted(verbs.items())
        self._actions = ahocorasick_rs.AhoCorasick([phrase for phrase, _ in self._verbs])
        self._figures = ahocorasick_rs.AhoCorasick(sorted({*FIGURES, *codes(), *signs}))

    def closed(self, text: str) -> bool:
        """Whether no reader can find anything in the note."""
        words = folded(text)
        return not (
            self._phrases.find_matches_as_indexes(words)
            or self._figures.find_matches_as_indexes(text.lower())
            or CODE.search(text)
            or self._acts(words)
        )

    def _acts(self, words: str) -> bool:
        """Whether a verb with an object makes an activity ("open the jar")."""
        return any(
            object_behind(words, end - 1, self._verbs[number][1])
            for number, _, end in self._actions.find_matches_as_indexes(words, overlapping=True)
        )


def _decides(kind: str) -> bool:
    return kind not in HELPERS and not kind.startswith(HELPER_PREFIXES)
