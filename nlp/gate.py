"""A gate before the readers: proves from the raw text that a note holds nothing to read.

Most notes of an archive say nothing about strength, function or the diagnoses in scope. A fact needs a lexicon
phrase of a deciding kind, a figure out of five, a speed, or a printed code. So one Aho-Corasick walk over the note
(punctuation folded) that finds none of these proves that no reader would find anything. Some phrases decide only
together with something else: a muscle needs a grade, a billed procedure its minutes, a verb its object. The gate
errs on one side only: a note it lets through may still hold nothing. ``tests/nlp/test_gate.py`` compares it with
the readers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from string import ascii_lowercase, digits

import ahocorasick_rs

from rehabcode.nlp import grades
from rehabcode.nlp.actions import REACH, object_behind, object_phrases
from rehabcode.nlp.diagnoses import names_disease
from rehabcode.nlp.item_scores import NAMED, OASIS_CODE
from rehabcode.nlp.lexicon import TargetRule
from rehabcode.nlp.procedures import MINUTES_SAID, codes
from rehabcode.nlp.strength_words import SIGNED_LETTER
from rehabcode.nlp.written_codes import CODE

HELPERS = frozenset(
    "TIME IGNORE SETTING WHEN TESTOTHER TESTPART ACTION OPERATIVE SIGN FUNCTION_VAGUE".split()
)
"""Kinds of phrases that found no fact by themselves: they serve the readers beside a deciding phrase."""
HELPER_PREFIXES = ("NOT_", "LIMIT_")
"""Words that forbid a reading, and words that limit an activity: alone they say nothing."""
DECIDING, NAME, GRADE, SIDED, BILLED, SHORT = (1 << bit for bit in range(6))
"""What a phrase takes part in: a fact of its own, or one that needs a grade, a name, minutes or a word beside it."""
PARTS = {
    **dict.fromkeys("MUSCLE JOINT MOTION LIMB PART SITE MYOTOME OTHER SAME EXCEPT LOWER_BOUND".split(), NAME),
    **dict.fromkeys(("NORMAL", "GRADE_WORD"), GRADE),
    **dict.fromkeys(("SIDE", "SCOPE"), SIDED),
    "PROCEDURE": BILLED,
    "DIAGNOSIS_LOWER": SHORT,
}
"""Kinds that decide only together with something else."""
FIGURES = ("/5", "/ 5", "/s", "/ s", "out of", "over 5", "over five")
"""What a grade without the name of a muscle, or a speed without the name of a test, is written with."""
WORDS = (
    "fall falls fell fallen falling fail lob lobs losses stumbles block blocks rest rests resting stop stops sit sits "
    "sitting work works worked working cut ladders finish function functioning"
).split()
"""What a limitation or a fall is told with where no activity of the lexicon is named."""
BLANK = {c: (" " if not chr(c).isalnum() else chr(c)) for c in range(128)}
ODD = re.compile(r"[\W_]")


def parted(text: str) -> str:
    """Return the words and figures of a text, parted and enclosed by single blanks."""
    blanked = text.translate(BLANK) if text.isascii() else ODD.sub(" ", text)
    return f" {' '.join(blanked.split())} "


def folded(text: str) -> str:
    """Return the words and figures of a text in lower case, parted and enclosed by single blanks."""
    return parted(text.lower())


class _Phrases:
    """Phrases with their parts as one automaton."""

    def __init__(self, parts: dict[str, int]):
        phrases = sorted(phrase for phrase in parts if phrase.strip())
        self._parts = [parts[phrase] for phrase in phrases]
        self._automaton = ahocorasick_rs.AhoCorasick(phrases)

    def __call__(self, words: str) -> int:
        """Return the parts whose phrases stand in the words of a note, as bits."""
        found = 0
        for number, _, _ in self._automaton.find_matches_as_indexes(words, overlapping=True):
            found |= self._parts[number]
        return found


class Gate:
    """Says of a note that nothing can be read in it.

    Parameters
    ----------
    rules : iterable of TargetRule
        The target rules of the readers.
    """

    def __init__(self, rules: Iterable[TargetRule]):
        rules = list(rules)
        anyhow = dict.fromkeys(map(folded, WORDS), DECIDING)
        written: dict[str, int] = {}
        for rule in rules:
            part, case = part_of(rule.category), rule.metadata.get("case")
            literal = rule.literal.upper() if case == "upper" else rule.literal
            phrases, phrase = (written, parted(literal)) if case else (anyhow, folded(literal))
            phrases[phrase] = phrases.get(phrase, 0) | part
        self._anyhow, self._written = _Phrases(anyhow), _Phrases(written)
        short = [rule.literal for rule in rules if rule.category == "DIAGNOSIS_LOWER"]
        self._shorts = re.compile(rf"(?<![^\W_])(?:{'|'.join(short) or '(?!)'})(?![^\W_])")
        verbs = {folded(rule.literal): rule.metadata["value"] for rule in rules if rule.category == "ACTION"}
        self._verbs = sorted(verbs.items())
        self._objects = ahocorasick_rs.AhoCorasick(sorted(set(map(folded, object_phrases()))))
        self._actions = ahocorasick_rs.AhoCorasick([phrase for phrase, _ in self._verbs])
        signs = {rule.literal.lower() for rule in rules if not folded(rule.literal).strip()}
        self._figures = ahocorasick_rs.AhoCorasick(sorted({*FIGURES, *NAMED, OASIS_CODE, *codes(), *signs}))
        self._code_starts = ahocorasick_rs.AhoCorasick([c + d for c in ascii_lowercase for d in digits])

    def closed(self, text: str) -> bool:
        """Whether no reader can find anything in the note."""
        low, words = text.lower(), parted(text)
        lower = words.lower() if text.isascii() else parted(low)
        found = self._anyhow(lower) | self._written(words)
        return not (
            found & DECIDING
            or self._figures.find_matches_as_indexes(low)
            or (found & (NAME | SIDED) and self._graded(found, text, low))
            or (found & BILLED and MINUTES_SAID.search(low))
            or (found & SHORT and self._disease(text, low))
            or self._act(lower)
            or (self._code_starts.find_matches_as_indexes(low) and CODE.search(text))
        )

    @staticmethod
    def _graded(found: int, text: str, low: str) -> bool:
        """Whether anything stands in the note that can be the grade of a muscle."""
        if found & NAME:
            return bool(found & GRADE or SIGNED_LETTER.search(text) or grades.lex(text, low))
        return any(grade.signed for grade in grades.lex(text, low))

    def _disease(self, text: str, low: str) -> bool:
        """Whether a short form in small letters is the name of a disease."""
        return any(names_disease(low, m.start(), m.end()) for m in self._shorts.finditer(text))

    def _act(self, lower: str) -> bool:
        """Whether a verb with an object behind it makes an activity ("open the jar")."""
        starts = sorted(
            start for _, start, _ in self._objects.find_matches_as_indexes(lower, overlapping=True)
        )
        for number, _, end in self._actions.find_matches_as_indexes(lower, overlapping=True):
            at = bisect_left(starts, end - 1)
            near = at < len(starts) and lower.count(" ", end - 1, starts[at]) <= REACH
            if near and object_behind(lower, end - 1, self._verbs[number][1]) is not None:
                return True
        return False


def part_of(kind: str) -> int:
    """Return what the phrases of a kind take part in; nothing for those that only help others."""
    if kind in HELPERS or kind.startswith(HELPER_PREFIXES):
        return 0
    return PARTS.get(kind, DECIDING)
