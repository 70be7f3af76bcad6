"""Words and letters as grades of strength ("WNL", "full", "fair+", "G-"), and legends of grades."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rehabcode.nlp import grades as shapes
from rehabcode.nlp.grades import Grade
from rehabcode.nlp.layout import Span
from rehabcode.nlp.muscles import UNSPECIFIED, El
from rehabcode.nlp.strength_clauses import Draft
from rehabcode.nlp.strength_elements import insert

SIGNED_LETTER = re.compile(r"[GFP][+-](?<!\w..)(?!\w)")
APART_FROM_TONE = re.compile(
    r"[ \t]*(?::|(?:is |was |are |were |(?:mildly|slightly|moderately|globally|grossly) )*"
    r"(?:reduced|decreased|diminished|impaired|limited|weak\w*|poor|fair|not\b|deficits?|untested|deferred|lacking))"
)
"""What tells the strength behind tone and bulk apart from them (matched without regard to the rest)."""
_EXPLAINED = re.compile(
    r"\s*(?:/5\s*)?(?:=|-|:|means|is|are)?\s*[\"(]?(?:normal|good|fair|poor|trace|zero|none|no |full|absent"
    r"|max|complete|gravity|against|palpable|contraction|anti-?gravity|holds?\b|flicker|nothing"
    r"|(?:some|mod|moderate|min|minimal|slight|strong) resist)",
    re.I,
)
_EQUALS = re.compile(r"\s*(?:=|means|is|are)")
_DEFINES = re.compile(r"\s*(?:=|means)")
_BOX = re.compile(r"(?:[(\[] ?[x\u2713\u2714]? ?[)\]]|[\u2610\u2611\u2612\u25a1]) ?\Z", re.I)
"""A box of a form."""
_MUSCLE = re.compile(r"(?:ors?|ceps|quads?|hams?|hamstrings?|glutes?|deltoids?|muscles?)\Z")
"""How the name of a muscle ends, and not that of a movement (matched on lower case)."""
LEGEND = re.compile(
    r"[KkSsLlGgOoMm0\u212a\u017f](?<!\w.)"  # the first letter first: it is found much faster so
    r"(?i:(?<=k)ey|(?<=s)cale|(?<=l)egend|(?<=g)rad(?:ing|es?)|(?<=o)ut of 5|(?<=0)\s?-\s?5|(?<=m)rc)\b"
)


class WordGrades(NamedTuple):
    """Decides which words of a unit are grades.

    Attributes
    ----------
    text, lower : str
        The note, as given and in lower case.
    strength : bool
        A strength word stands in the unit or above it.
    section : bool
        The unit stands under a strength heading.
    table : bool
        A strength table's header is in force.
    beside : bool
        Grades were read in the same line before.
    """

    text: str
    lower: str
    strength: bool
    section: bool
    table: bool
    beside: bool

    def __call__(self, els: list[El], unit: Span) -> list[El]:
        """Return the elements with the words that are grades turned into ``G`` elements."""
        named = any(e.k == "N" for e in els)
        if named and (self.strength or SIGNED_LETTER.search(self.text, unit.start, unit.end)):
            els = self._letters(els, unit)
        signed = named and any(e.k == "V" and self._word(e).signed for e in els)
        els = self._without_tone(els, self.text)
        spoken = self.strength or signed or self._spoken_of(els)
        out: list[El] = []
        last = -1
        for i, e in enumerate(els):
            if self._in_figures(els, i):
                continue  # "fair plus (3+)": the figure is the grade
            if e.k in "&-" and out and e.start < out[-1].end:
                continue  # the sign of "fair+"
            if (
                e.k == "Z"
                and not _figure_follows(els, i)
                and (self._goes_on(els, last, i) or self._normal(els, i))
            ):
                last = i
                out.append(El("G", e.start, e.end, Grade(e.start, e.end, e.v, None, "normal")))
            elif e.k == "V" and (
                (spoken and self._graded(els, i)) or self._aimed(els, i) or self._of_the_next(els, i)
            ):
                grade = self._word(e)
                out.append(El("G", grade.start, grade.end, grade))
            else:
                out.append(e)
        return _paired(out)

    @staticmethod
    def _without_tone(els: list[El], text: str) -> list[El]:
        """The elements without what else a normal finding is said of ("normal bulk, tone and strength").

        Not where the strength is told apart: by a word ("strength reduced"), a colon or grades behind it.
        """
        normals = [i for i, e in enumerate(els) if e.k == "Z"]
        graded = _graded_ahead(els) if normals else []
        for i in normals:
            stop = i + 1
            while stop < len(els) and (
                els[stop].k in "p,&" or (els[stop].k == "X" and els[stop].v == "tone")
            ):
                stop += 1
            if stop - i < 3 or stop == len(els) or els[stop].k != "T":
                continue
            if APART_FROM_TONE.match(text, els[stop].end) or graded[stop + 1]:
                continue
            rest = els[stop + 1 :]
            while rest and (rest[0].k in ",&" or (rest[0].k == "X" and rest[0].v == "tone")):
                rest = rest[1:]
            return [*els[: i + 1], els[stop], *rest]
        return els

    @staticmethod
    def _in_figures(els: list[El], i: int) -> bool:
        """Whether a word, or the "plus" behind it, is given in figures in the bracket behind."""
        if els[i].k not in "V&" or (els[i].k == "&" and (not i or els[i - 1].k != "V")):
            return False
        rest = [e for e in els[i + 1 : i + 4] if e.k != "&"]
        if rest and rest[0].k == "G" and rest[0].v.form == "fraction":
            return True  # "poor 2/5"
        return [e.k for e in rest[:2]] == ["(", "G"]

    def _spoken_of(self, els: list[El]) -> bool:
        """Whether a grade out of five or a muscle's own name ("quad strength") shows that strength is meant."""
        return any(
            (e.k == "G" and e.v.form == "fraction")
            or (
                e.k == "N"
                and not e.v.whole
                and self._text_of(e).endswith(" strength")
                and not self._is_grip(e)
            )
            for e in els
        )

    def _is_grip(self, e: El) -> bool:
        """Whether the strength is that of a hand, which is measured rather than graded."""
        return self._text_of(e).startswith(("grip", "pinch", "hand"))

    def _word(self, e: El) -> Grade:
        return shapes.word(self.text, e.start, e.end, e.v)

    def _letters(self, els: list[El], unit: Span) -> list[El]:
        taken = [e for e in els if e.k in "GS"]
        figures = {e.start for e in taken if e.k == "G"}
        ends = {e.end for e in taken if e.k == "G"}
        for grade in shapes.letters(self.text, unit.start, unit.end):
            if self.text[grade.start : grade.end] == "F" and grade.end + 1 in figures:
                continue  # "Hip: F 4/5": the movement
            if self.text[grade.start - 1 : grade.start] == "(" and not ends.isdisjoint(
                (grade.start - 1, grade.start - 2)
            ):
                continue  # "4-/5 (P)": a mark of pain
            if not any(e.start < grade.end and grade.start < e.end for e in taken):
                els = insert(els, El("G", grade.start, grade.end, grade))
        return els

    @staticmethod
    def _goes_on(els: list[El], last: int, i: int) -> bool:
        """Whether a list of normal findings goes on ("UE: WNL  LE: WNL")."""
        return last >= 0 and i - last > 1 and all(e.k in "NS:,-/&p|t" for e in els[last + 1 : i])

    def _normal(self, els: list[El], i: int) -> bool:
        """Whether "normal", "full", "WNL" ... at ``i`` is said of strength."""
        if i and els[i - 1].k == "X" and els[i - 1].v == "rom":
            return False  # "ROM WNL MMT 4/5"
        ahead = next((e for e in els[i + 1 : i + 4] if e.k not in "p&"), None)
        if ahead is not None and ahead.k == "T":
            return bool(ahead.v == "strength" and self._is_strength(ahead))
        if self._of_something_else(els, i):
            return False
        if self.table and self._cell(els, i):
            return True
        prior = next((e for e in reversed(els[:i]) if e.k not in "p:TCu"), None)
        if prior is not None and prior.k == "N" and prior.v.whole == "level":
            return True  # "myotomes C5-T1 intact"
        if self._behind_a_grade(els, i):
            return True
        beside_name = prior is not None and prior.k in "SN"
        if self.strength and self._boxed(els, i):
            return True
        near = els[i - 2 : i] if i and els[i - 1].k == "u" else els[i - 1 : i]
        follows = ahead is not None and ahead.k in "Nw"
        if self.beside and not follows and near and near[0] is prior and self._names_muscle(els[:i]):
            return True  # "R hip flexors 4/5. The left hip flexors were full."
        before = {e.k for e in els[:i]}
        limb = prior is not None and (prior.k == "S" or (prior.k == "N" and prior.v.whole == "limb"))
        if limb and self.beside and not before & {"X", "w"}:
            return True
        if beside_name and "X" not in before and any(e.k == "G" and e.v.form == "fraction" for e in els[:i]):
            return True
        return self._subject(els, i, beside_name)

    def _boxed(self, els: list[El], i: int) -> bool:
        """Whether a box of a form, ticked or not, stands between a side or limb and a word ("LUE [ ] WFL [x] impaired")."""
        box = _BOX.search(self.text, max(0, els[i].start - len("[ x ] ")), els[i].start)
        if box is None or any(e.k == "X" for e in els[:i]):
            return False
        before = next((e for e in reversed(els[:i]) if e.end <= box.start() and e.k not in ":p"), None)
        return before is not None and (before.k == "S" or (before.k == "N" and before.v.whole == "limb"))

    def _names_muscle(self, before: list[El]) -> bool:
        """Whether one of the names that "and" joins before an adjective is that of a muscle, or of the grip."""
        for e in reversed(before):
            if e.k not in "N&,Su":
                return False
            if self._is_muscle(e) or (e.k == "N" and e.v.muscles == ("grip",)):
                return True
        return False

    def _is_muscle(self, e: El) -> bool:
        """Whether an element names a muscle: a movement may be full of range."""
        return e.k == "N" and not e.v.whole and _MUSCLE.search(self._text_of(e)) is not None

    @staticmethod
    def _behind_a_grade(els: list[El], i: int) -> bool:
        """Whether a limb's normal strength goes on a sentence of grades ("4/5 in the legs and normal in the arms")."""
        follow = [e for e in els[i + 1 : i + 4] if e.k != "S"]
        return (
            len(follow) > 1
            and follow[0].k == "p"
            and follow[1].k == "N"
            and follow[1].v.whole == "limb"
            and els[i - 1].k in "&,;"
            and i > 1
            and els[i - 2].k in "NS"
            and any(e.k == "G" and e.v.form == "fraction" for e in els[:i])
            and not any(e.k == "X" for e in els[:i])
        )

    def _of_something_else(self, els: list[El], i: int) -> bool:
        """Whether the adjective stands directly before another noun ("normal gait")."""
        follow = els[i + 1] if i + 1 < len(els) else None
        return (
            follow is not None
            and follow.k in "Xw"
            and follow.start - els[i].end <= 2
            and els[i].v == "WNL"
            and self.lower[els[i].start] in "nfi"
        )

    def _subject(self, els: list[El], i: int, beside_name: bool) -> bool:
        """Whether strength is the subject, or among the subjects, of the words before ``i``."""
        subject = ""
        listed = False
        for at in range(i - 1, -1, -1):
            e = els[at]
            if e.k in ";.GZ" or (e.k in "()" and subject):
                break
            if e.k == "X":
                subject, listed = subject or "X", True
            elif e.k == "w":
                subject = subject or ("w" if e.end - e.start > 3 else "")
                listed = listed and subject == "X"
            elif e.k == "T" and e.v == "strength":
                if not self._is_strength(e) or (at and self._text_of(els[at - 1]) == "by"):
                    return False
                if subject == "X":
                    return listed and all(x.k in "X,&/p" for x in els[at + 1 : i])
                return subject != "w"
            elif e.k == "N":
                subject = subject or "N"
            elif e.k == "," and subject == "w":
                break
        other = any(e.k == "X" for e in els[:i])
        return self.section and not other and (subject == "N" or (not subject and beside_name))

    def _is_strength(self, e: El) -> bool:
        """Whether a strength word says strength: "motor intact" only says that nothing is paralysed."""
        word = self.lower[e.start : e.end]
        return not word.startswith("motor") or "strength" in word or "power" in word

    @staticmethod
    def _cell(els: list[El], i: int) -> bool:
        """Whether the element fills a cell of a row that begins with a name."""
        first = next((e for e in els if e.k not in "|t-,"), None)
        before = {e.k for e in els[:i]}
        return first is not None and first.k in "NS" and not before & set("wXT") and bool(before & set("|t,"))

    def _aimed(self, els: list[El], i: int) -> bool:
        """Whether a muscle is to reach the grade ("B knee extensors to fair")."""
        if i < 2 or els[i - 1].k != "p" or els[i - 2].k != "N" or els[i - 2].v.whole:
            return False
        return self._text_of(els[i - 1]) == "to"

    def _of_the_next(self, els: list[El], i: int) -> bool:
        """Whether a muscle goes on a line of grades ("Quads good minus. Dorsiflexors good, plantar flexors fair.")."""
        before = next((e for e in reversed(els[:i]) if e.k not in "uS"), None)
        ahead = next((e for e in els[i + 1 : i + 4] if e.k not in "&-S"), None)
        named = before is not None and self._is_muscle(before)
        return self.beside and named and (ahead is None or ahead.k not in "NwXTLp(")

    def _text_of(self, e: El) -> str:
        return self.lower[e.start : e.end]

    def _in_a_muscle(self, els: list[El], i: int) -> bool:
        """Whether a word of strength leads to the grade, and "in" from it to a muscle ("is fair in the abductors")."""
        behind = [e for e in els[i + 1 : i + 6] if e.k not in "S&" or self._text_of(e) == "and"]
        if [e.k for e in behind[:2]] != ["p", "N"] or self._text_of(behind[0]) not in (
            "in",
            "at",
            "of",
            "for",
        ):
            return False
        named = not behind[1].v.whole
        return (
            named
            and any(e.k == "T" and e.v == "strength" for e in els[:i])
            and not any(e.k == "X" for e in els[:i])
        )

    def _graded(self, els: list[El], i: int) -> bool:
        """Whether "good", "fair" ... at ``i`` is the grade of a muscle."""
        signed = self._word(els[i]).signed
        if self._in_a_muscle(els, i):
            return True
        for e in reversed(els[:i]):
            if e.k == "N":
                return self.section or signed or not e.v.whole
            if e.k == "T":
                if signed and any(x.k == "N" for x in els):
                    return True
                if (
                    e.v == "strength"
                    and els[i - 1].k in ":-"
                    and any(x.k in "NS" for x in els[i + 1 : i + 3])
                ):
                    return True  # "Strength - good in both legs"
            elif e.k not in "SW:pOC,V-/" and self._text_of(e) != "+":
                return False
        return (self.section or signed) and i + 1 < len(els) and els[i + 1].k in "NS"


def _paired(els: list[El]) -> list[El]:
    """The elements with two words that a slash joins as the pair of two sides ("Fair+ / Fair")."""
    out: list[El] = []
    for e in els:
        one = out[-2] if len(out) > 1 and out[-1].k == "/" else None
        if e.k == "G" and one is not None and one.k == "G" and e.v.form == one.v.form == "word":
            pair = one.v._replace(end=e.v.end, form="pair", second=e.v, signed=one.v.signed or e.v.signed)
            out[-2:] = [El("G", pair.start, pair.end, pair)]
        else:
            out.append(e)
    return out


def _figure_follows(els: list[El], i: int) -> bool:
    """Whether the grade stands in figures right behind the word ("intact 5/5", "normal (5/5)")."""
    rest = els[i + 1 : i + 3]
    at = 1 if rest and rest[0].k in "(,p" else 0
    return len(rest) > at and rest[at].k == "G" and rest[at].v.form == "fraction" and rest[at].v.low == "5"


def _graded_ahead(els: list[El]) -> list[bool]:
    """For every element, and behind the last, whether a grade follows from there on in the same statement."""
    out = [False] * (len(els) + 1)
    for i in range(len(els) - 1, -1, -1):
        out[i] = els[i].k == "G" or (els[i].k not in ".;" and out[i + 1])
    return out


def _defined(text: str, unit: Span) -> bool:
    """Whether anything in a unit may say what a grade means: few say it."""
    end = unit.end + len("  means")
    return text.find("=", unit.start, end) >= 0 or text.find("means", unit.start, end) >= 0


def legend(text: str, els: Sequence[El], unit: Span, strength: bool) -> list[Draft]:
    """Return the grades of a legend ("5/5 = normal, 3/5 = ..."), which are conditional; else none."""
    if any(e.k == "N" for e in els) and not _defined(text, unit):
        return []
    grades = [e for e in els if e.k == "G" and e.v.form in ("fraction", "bare")]
    if any(e.k == "N" for e in els) and not any(_DEFINES.match(text, e.end, e.end + 7) for e in grades):
        return []
    explained = [e for e in grades if _EXPLAINED.match(text, e.end)]
    if not explained:
        return []
    equals = any(_EQUALS.match(text, e.end, e.end + 7) for e in explained)
    called = strength or LEGEND.search(text, unit.start, unit.end) is not None
    if not (equals and called) and not (len(explained) >= 2 and (equals or called)):
        return []
    shut = next((e.start for e in els if e.k == ")" and e.start >= explained[-1].end), None)
    opened = max((e.start for e in els if e.k == "(" and e.start < explained[0].start), default=None)
    if shut and opened is not None and not any(e.k == ")" and opened < e.start < shut for e in els):
        grades = [e for e in grades if opened < e.start < shut]  # what stands outside the bracket is measured
    return [
        Draft(e.v, [(UNSPECIFIED, None)], legend=True)
        for e in grades
        if e in explained or (e.v.form == "fraction" and not (shut and e.start > shut))
    ]
