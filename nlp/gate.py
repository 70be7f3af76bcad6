"""A gate before the readers: proves from the raw text that a note holds nothing to read.

Most notes of an archive say nothing about strength, function or the diagnoses in scope. A fact needs a lexicon
phrase of a deciding kind, a figure out of five, a speed, or a printed code. So one Aho-Corasick walk over the note
(punctuation folded) that finds none of these proves that no reader would find anything. Some phrases decide only
together with something else: a muscle needs a grade, a billed procedure its minutes, a verb its object, an aim
what is aimed at. The gate errs on one side only: a note it lets through may still hold nothing.
``tests/nlp/test_gate.py`` compares it with the readers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from string import ascii_lowercase, digits

import ahocorasick_rs

from rehabcode.nlp import grades
from rehabcode.nlp.actions import REACH, object_behind, object_phrases
from rehabcode.nlp.diagnoses import names_disease
from rehabcode.nlp.item_scores import NAMED, OASIS_CODE
from rehabcode.nlp.lexicon import TargetRule
from rehabcode.nlp.limitation_aims import AIM_WORDS
from rehabcode.nlp.limitation_statements import ENDURANCE_AIM_WORDS, WORK_AIM_WORDS, names_aim
from rehabcode.nlp.procedures import MINUTES_SAID, codes
from rehabcode.nlp.reader_words import words
from rehabcode.nlp.strength_words import SIGNED_LETTER
from rehabcode.nlp.written_codes import CODE

HELPERS = frozenset(
    "TIME IGNORE OTHER_SIDE SETTING WHEN TESTOTHER TESTPART ACTION OPERATIVE SIGN FUNCTION_VAGUE".split()
)
"""Kinds of phrases that found no fact by themselves: they serve the readers beside a deciding phrase."""
HELPER_PREFIXES = ("NOT_", "LIMIT_")
"""Words that forbid a reading, and words that limit an activity: alone they say nothing."""
DECIDING, NAME, GRADE, SIDED, BILLED, SHORT, WRITTEN, VERB, OBJECT, CODED, TOPIC, WISH, AIM, AIMED = (
    1 << bit for bit in range(14)
)
"""What a phrase takes part in: a fact of its own, one that needs a grade, a name, minutes, a word beside it, capitals,
an object, a verb, the shape of a code, a wish, a topic of one, and both ends of an aim at work or endurance.
"""
PARTS = {
    **dict.fromkeys("MUSCLE JOINT MOTION LIMB PART SITE MYOTOME OTHER SAME EXCEPT LOWER_BOUND".split(), NAME),
    **dict.fromkeys(("NORMAL", "GRADE_WORD"), GRADE),
    **dict.fromkeys(("SIDE", "SCOPE"), SIDED),
    "PROCEDURE": BILLED,
    "DIAGNOSIS_LOWER": SHORT,
    "LIMIT_TOPIC": TOPIC,
}
"""Kinds that decide only together with something else."""
MARK = re.compile("/ ?[5s]")
FIGURES = ("out of", "over 5", "over five")
"""What a grade without the name of a muscle, or a speed without the name of a test, is written with."""
WORDS = words("gate", "limit_or_fall")
"""What a limitation or a fall is told with where no activity of the lexicon is named."""
TAKEN_UP = (*WORK_AIM_WORDS, *ENDURANCE_AIM_WORDS)
"""How aims at work and endurance begin."""
AIMED_AT = (*words("limitation_statements", "aimed_at"), *words("gate", "aimed_at"))
"""What an aim at work or endurance names."""
BLANK = bytes(c if chr(c).isalnum() else ord(" ") for c in range(128)) + bytes(128)
ODD = re.compile(r"[\W_]")


def parted(text: str) -> str:
    """Return the words and figures of a text, parted and enclosed by single blanks."""
    blanked = text.encode("ascii").translate(BLANK).decode("ascii") if text.isascii() else ODD.sub(" ", text)
    words = f" {blanked} "
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def folded(text: str) -> str:
    """Return the words and figures of a text in lower case, parted and enclosed by single blanks."""
    return parted(text.lower())


Hit = tuple[int, int, int]
"""Phrase number, start and end."""


class _Phrases:
    """Phrases with their parts as one automaton."""

    def __init__(self, parts: dict[str, int]):
        self.phrases = sorted(phrase for phrase, part in parts.items() if part and phrase.strip())
        self.parts = [parts[phrase] for phrase in self.phrases]
        self._automaton = ahocorasick_rs.AhoCorasick(self.phrases)

    def hits(self, words: str) -> Sequence[Hit]:
        """Return where phrases stand in the words of a note."""
        hits: Sequence[Hit] = self._automaton.find_matches_as_indexes(words, overlapping=True)
        return hits

    def parts_of(self, hits: Iterable[Hit]) -> int:
        """Return what some phrases take part in, as bits."""
        found, parts = 0, self.parts
        for number, _, _ in hits:
            found |= parts[number]
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
        anyhow: dict[str, int] = {}
        written: dict[str, int] = {}

        def add(phrase: str, part: int, to: dict[str, int] = anyhow) -> None:
            to[phrase] = to.get(phrase, 0) | part

        for rule in rules:
            part, case = part_of(rule.category), rule.metadata.get("case")
            if case == "column":
                case = None  # where it stands, not its capitals
            add(folded(rule.literal), WRITTEN if case else part)
            if case:
                add(parted(rule.literal.upper() if case == "upper" else rule.literal), part, written)
        for word in WORDS:
            add(folded(word), DECIDING)
        for figure in (*FIGURES, *NAMED, OASIS_CODE, *codes()):
            add(figure.lower(), DECIDING)
        for word in AIM_WORDS:
            add(word.replace("/", " "), WISH)
        for word in TAKEN_UP:
            add(f" {word}", AIM)
        for word in AIMED_AT:
            add(f" {word}", AIMED)
        for letter in ascii_lowercase:
            for digit in digits:
                for scanned in ("", "o", "i"):  # a figure in the second place that was scanned as a letter
                    add(f" {letter}{scanned}{digit}", CODED)
        for phrase in object_phrases():
            add(folded(phrase), OBJECT)
        verbs = {folded(rule.literal): rule.metadata["value"] for rule in rules if rule.category == "ACTION"}
        for verb in verbs:
            add(verb, VERB)
        self._anyhow, self._written = _Phrases(anyhow), _Phrases(written)
        self._verbs = [verbs.get(phrase, "") for phrase in self._anyhow.phrases]
        short = [rule.literal for rule in rules if rule.category == "DIAGNOSIS_LOWER"]
        self._shorts = re.compile(rf"(?<![^\W_])(?:{'|'.join(short) or '(?!)'})(?![^\W_])")
        self._signs = sorted({rule.literal.lower() for rule in rules if not folded(rule.literal).strip()})

    def closed(self, text: str) -> bool:
        """Whether no reader can find anything in the note."""
        low = text.lower()
        if MARK.search(low):
            return False
        words = parted(text)
        lower = words.lower() if text.isascii() else parted(low)
        hits = self._anyhow.hits(lower)
        found = self._anyhow.parts_of(hits)
        if found & WRITTEN:
            found |= self._written.parts_of(self._written.hits(words))
        return not (
            found & DECIDING
            or [sign for sign in self._signs if sign in low]
            or (found & (NAME | SIDED) and self._graded(found, text, low))
            or (found & BILLED and MINUTES_SAID.search(low))
            or (found & SHORT and self._disease(text, low))
            or (found & VERB and found & OBJECT and self._act(hits, lower))
            or ((found & CODED or not text.isascii()) and CODE.search(text))
            or (found & TOPIC and found & WISH)
            or (found & AIM and found & AIMED and names_aim(low))
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

    def _act(self, hits: Iterable[Hit], lower: str) -> bool:
        """Whether a verb with an object behind it makes an activity ("open the jar")."""
        parts = self._anyhow.parts
        starts = sorted(start for number, start, _ in hits if parts[number] & OBJECT)
        for number, _, end in hits:
            if not parts[number] & VERB:
                continue
            at = bisect_left(starts, end - 1)
            near = at < len(starts) and lower.count(" ", end - 1, starts[at]) <= REACH
            if near and object_behind(lower, end - 1, self._verbs[number]) is not None:
                return True
        return False


def part_of(kind: str) -> int:
    """Return what the phrases of a kind take part in; nothing for those that only help others."""
    if kind in HELPERS or (kind.startswith(HELPER_PREFIXES) and kind not in PARTS):
        return 0
    return PARTS.get(kind, DECIDING)
