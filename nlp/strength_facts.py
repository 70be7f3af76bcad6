"""Strength facts from drafts: pairs split, status settled, sides taken from the rest of the note."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Any

from rehabcode.nlp.assertion import NOT_MEASURED, SECTION_STATUS, assertion
from rehabcode.nlp.facts import GRADE_VALUE, Cue, Side, Status, Strength, is_deficit
from rehabcode.nlp.grades import Grade
from rehabcode.nlp.layout import Span
from rehabcode.nlp.muscles import UNSPECIFIED, El, info, is_axial
from rehabcode.nlp.strength_clauses import Draft, halves, is_whole
from rehabcode.nlp.strength_elements import OPPOSITE, TOPICS
from rehabcode.nlp.timing import NAMED_NOW
from rehabcode.nlp.view import Assertion, NoteView, Section

_LIMB_OF_JOINT = {
    "hip": "LE", "knee": "LE", "ankle": "LE", "great toe": "LE", "toe": "LE", "shoulder": "UE", "elbow": "UE",
    "forearm": "UE", "wrist": "UE", "finger": "UE", "thumb": "UE", "hand": "UE", "scapula": "UE",
}  # fmt: skip
_SLASHED = re.compile(r"\w/\s?\w+[\s:|]*$")
"""Two names with a slash between, directly before a grade."""
SLASH_REACH = 40
"""How far before a grade they may begin."""
_PARTS = ("SIDE", "JOINT", "MUSCLE", "LIMB", "SITE")
_TIMES: dict[str, Status] = {"past": "past", "present": "present", "goal": "goal"}
_LEAD = re.compile(
    r"^[ \t]*(?:[A-Za-z]{2,6} [A-Z0-9] )?[\[(]?"
    r"(?:(?P<m>\d{1,2})/(?P<d>\d{4}|\d{1,2})(?:/(?P<y>\d{2,4}))?|(?:wk|week) ?(?P<w>\d{1,2}))(?![\d/])",
    re.M | re.I,
)


def facts_of(view: NoteView, drafts: list[Draft]) -> list[Strength]:
    """Turn drafts into facts: pairs are split, status and sides settled."""
    facts: list[Strength] = []
    judge = _Judge(view)
    for draft in drafts:
        if draft.grade.second is None:
            facts += _fact(view, judge, draft, draft.grade, None)
            continue
        for one in _one_each(view.text, draft):
            for grade, side in _split_pair(view.text, one):
                facts += _fact(view, judge, one, grade, side)
    return _dedupe(_inherit(view, _affected(view, _episodes(view, facts))))


def _one_each(text: str, draft: Draft) -> list[Draft]:
    """Two muscles before a pair of unequal grades have one grade each ("DF/PF 4-/3+", "R knee flex/ext 4/4-").

    Not where an order of sides is told: then the pair is one of sides.
    """
    if draft.grade.second is None or len(draft.muscles) != 2 or draft.pair_order:
        return [draft]
    told = {draft.own_side, draft.side, *(side for _, side in draft.muscles)} - {None}
    if len(told) > 1 or not told <= {*OPPOSITE, "bilateral", "both"}:
        return [draft]
    first, second = halves(text, draft.grade)
    start = draft.grade.start
    slashed = _SLASHED.search(text, max(0, start - SLASH_REACH), start) is not None
    if not slashed or first.low == second.low:
        return [draft]
    one, two = draft.muscles
    return [replace(draft, grade=first, muscles=[one]), replace(draft, grade=second, muscles=[two])]


def _split_pair(text: str, draft: Draft) -> list[tuple[Grade, str | None]]:
    """The grades of a draft with the sides a pair gives them; a pair of equals is one grade of both sides."""
    grade = draft.grade
    if grade.second is None:
        return [(grade, None)]
    first, second = halves(text, grade)
    order = draft.pair_order
    if order:
        return [(first, order[0]), (second, order[1])]
    if draft.own_side in OPPOSITE:
        return [(first, draft.own_side), (second, draft.own_side)]
    if first.low == second.low:
        return [(grade, "bilateral")]
    return [(first, UNSPECIFIED), (second, UNSPECIFIED)]


class _Judge:
    """Status of grades: where no cue stands in a sentence, and its section sets none, it is the section's."""

    def __init__(self, view: NoteView):
        self._view = view
        self._cues = [
            scope.start
            for scope in view.scopes
            if scope.category not in NOT_MEASURED
            and (not scope.allowed_types or "STRENGTH" in scope.allowed_types)
        ]
        """Where the cues stand that can govern a grade at all."""
        self._plain: dict[Section | None, Assertion] = {}

    def __call__(self, grade: Grade, section: Section | None) -> Assertion:
        """Return status, source and cues of a grade of a section."""
        if (section is not None and section.category in SECTION_STATUS) or self._cued(grade):
            return assertion(self._view, grade.start, grade.end, "strength")
        plain = self._plain.get(section)
        if plain is None:
            plain = self._plain[section] = assertion(self._view, grade.start, grade.end, "strength")
        return plain

    def _cued(self, grade: Grade) -> bool:
        """Whether a cue stands in the sentence of a grade."""
        cues = self._cues
        if not cues or cues[-1] < (sentence := self._view.sentence(grade.start)).start:
            return False
        return bisect_left(cues, sentence.start) < bisect_left(cues, max(sentence.end, grade.end))


def _fact(view: NoteView, judge: _Judge, draft: Draft, grade: Grade, pair_side: str | None) -> list[Strength]:
    """One fact for every muscle of a grade."""
    section = view.section_at(grade.start)
    said = judge(grade, section)
    status, cues = _status(view, draft, said.status, said.cues)
    out = []
    category = section.category if section is not None else None
    text, deficit = view.text[grade.start : grade.end], is_deficit(grade.low, lower_bound=draft.bound)
    for muscle, own in dict.fromkeys(draft.muscles):
        side = pair_side or _muscle_side(draft, muscle, own)
        region, limb = info(muscle)
        out.append(
            Strength(
                start=grade.start,
                end=grade.end,
                text=text,
                section=category,
                status=status,
                by=said.by,
                cues=cues,
                grade=grade.low,
                grade_max=grade.high,
                muscle=muscle,
                region=region,
                limb=limb,
                side=_side(side),
                pain_limited=draft.pain,
                lower_bound=draft.bound,
                deficit=deficit,
            )
        )
    return out


def _muscle_side(draft: Draft, muscle: str, own: str | None) -> str | None:
    """The side of one muscle of a grade."""
    if own == "both":
        own = draft.side if draft.side and draft.side != "both" else "bilateral"
    if is_axial(muscle) and not draft.own_side and not own:
        return None
    return own or draft.side or ("bilateral" if muscle == "all extremities" else None)


def _side(side: str | None) -> Side:
    if side == "left":
        return "left"
    if side == "right":
        return "right"
    return "bilateral" if side == "bilateral" else "unspecified"


def _status(
    view: NoteView, draft: Draft, said: Status, cues: tuple[Cue, ...]
) -> tuple[Status, tuple[Cue, ...]]:
    """The status of a grade: legend, goal, then its own time, then the section's."""
    if draft.legend:
        return "conditional", ()
    if draft.below and draft.muscles[0][0] == UNSPECIFIED:
        return "conditional", ()
    own = draft.time_status
    if own is not None and own in _TIMES:
        cue = (_time_cue(view, draft.time),) if draft.time is not None else ()
        if own == "past" and said != "family":
            return "past", cue
        if own == "present" and not (
            said == "goal" and draft.time is not None and _is_discharge(view, draft.time)
        ):
            return "present", cue
        if own == "goal":
            return "goal", cue
    if said in ("goal", "conditional", "family"):
        return said, cues
    if said == "past" and any(c.category in ("PRIOR_LEVEL", "section:plof") for c in cues):
        return "past", cues
    return "present", ()


def _is_discharge(view: NoteView, time: El) -> bool:
    word = view.lower[time.start : time.end]
    return "d" in word[:1] or "dis" in word or "d/c" in word


def _time_cue(view: NoteView, e: El) -> Cue:
    return Cue(text=view.text[e.start : e.end], start=e.start, end=e.end, category="TIME")


def _episodes(view: NoteView, facts: list[Strength]) -> list[Strength]:
    """Make grades of older dated lines past ("10/02 ... 10/16 ...", "Wk1 ... Wk3 ...")."""
    layout = view.layout
    by_line = _dated_lines(view, facts)
    if not by_line:
        return facts
    keys = {line: _when(m) for line, m in by_line.items()}
    latest = max(keys.values())
    one = len(set(keys.values())) == 1
    now = NAMED_NOW.search(view.text) is not None or any(
        c.category == "TIME" and view.lower[c.start : c.end] in ("today", "current", "now")
        for f in facts
        for c in f.cues
    )
    if one and not now:
        return facts
    out = []
    for f in facts:
        line = layout.line_index(f.start)
        if line in by_line and f.status == "present" and not f.cues and (one or keys[line] < latest):
            m = by_line[line]
            cue = Cue(
                text=m.group().strip(), start=m.end() - len(m.group().strip()), end=m.end(), category="TIME"
            )
            f = replace(f, status="past", cues=(cue,))
        out.append(f)
    return out


def _dated_lines(view: NoteView, facts: list[Strength]) -> dict[int, re.Match[str]]:
    """The dates that lines with facts open with, by line; a grade is no date."""
    grades, lines = {f.start for f in facts}, view.layout.lines
    found: dict[int, re.Match[str]] = {}
    for number in {view.layout.line_index(f.start) for f in facts}:
        m = _LEAD.match(view.text, lines[number].start, lines[number].end)
        if m is not None and m.start("m") not in grades:
            found[number] = m
    return found


def _when(m: re.Match[str]) -> tuple[int, int, int]:
    """A sortable date of a dated line; a missing year is the same year."""
    if m["w"]:
        return 0, 0, int(m["w"])
    if len(m["d"]) == 4:
        return int(m["d"]) % 100, int(m["m"]), 0
    return int(m["y"]) % 100 if m["y"] else 0, int(m["m"]), int(m["d"])


def _affected(view: NoteView, facts: list[Strength]) -> list[Strength]:
    """Give grades without a side that of the complaint in a note about one limb ("Lt RCR", "R knee OA").

    Only joint actions, only where all grades without a side are of one limb, and only the first side named
    together with a part of that limb before them; a bilateral complaint or both sides together name none.
    """
    open_ = [
        f
        for f in facts
        if f.side == "unspecified" and f.status in ("present", "past") and f.limb in ("UE", "LE")
    ]
    open_ = [f for f in open_ if not (is_whole(f.muscle) or f.muscle.startswith("myotome "))]
    limbs = {f.limb for f in open_}
    if len(limbs) != 1 or any(f.side == "unspecified" and f.limb == "ALL" for f in facts):
        return facts
    limb = next(iter(limbs)) or ""
    side = _complaint(view, limb, min(f.start for f in open_))
    if side is None:
        return facts
    same = [f for f in facts if f.limb == limb and f.status == "present" and not is_whole(f.muscle)]
    if any(f.side == "bilateral" or (f.side == OPPOSITE[side] and f.deficit) for f in same):
        return facts
    sided = _sided_sentences(view, facts)
    given = {id(f) for f in open_ if view.sentence(f.start) not in sided}
    return [replace(f, side=_side(side)) if id(f) in given else f for f in facts]


def _sided_sentences(view: NoteView, facts: list[Strength]) -> set[Span]:
    """Sentences that grade a muscle on both sides: what has no side there is not of the complaint's side."""
    sides: dict[tuple[Span, str], set[str]] = {}
    for f in facts:
        if f.side in OPPOSITE:
            sides.setdefault((view.sentence(f.start), f.muscle), set()).add(f.side)
    return {sentence for (sentence, _), found in sides.items() if len(found) == 2}


def _complaint(view: NoteView, limb: str, before: int) -> str | None:
    """The side of the first part of a limb that is named with a side before an offset."""
    items = [i for i in view.items if i.start < before and i.kind in _PARTS and i.data.get("topic") in TOPICS]
    for n, item in enumerate(items):
        if item.kind == "SIDE":
            continue
        if item.kind in ("LIMB", "MUSCLE"):
            here = info(item.value.split("|")[0])[1]
        else:
            here = _LIMB_OF_JOINT.get(item.value)
        if here != limb:
            continue
        if item.data.get("side"):
            return item.data["side"] if item.data["side"] in OPPOSITE else None
        if item.data.get("plural"):
            return None
        ahead = items[n - 1] if n else None
        after = items[n + 1] if n + 1 < len(items) else None
        for near, gap in (
            (ahead, (ahead.end, item.start) if ahead else None),
            (after, (item.end, after.start) if after else None),
        ):
            if near is None or near.kind != "SIDE" or gap is None or gap[1] - gap[0] > 30:
                continue
            between = view.text[gap[0] : gap[1]]
            if any(c in between for c in ".;:\n/") or (near is ahead and "," in between):
                continue
            return near.value if near.value in OPPOSITE else None
    return None


def _inherit(view: NoteView, facts: list[Strength]) -> list[Strength]:
    """Past and goal grades without a side are about the side on which the muscle is graded now.

    A goal for a muscle that is low on both sides does not say which side it means, unless it stands in the
    muscle's own row.
    """
    if not any(f.side == "unspecified" and f.status in ("goal", "past") for f in facts):
        return facts
    sides: dict[str, dict[str, Strength]] = {}
    for f in facts:
        if f.status == "present" and f.side != "unspecified":
            for side in ("left", "right") if f.side == "bilateral" else (f.side,):
                sides.setdefault(f.muscle, {})[side] = f
    return [_with_side_of(view, f, sides.get(f.muscle)) for f in facts]


def _with_side_of(view: NoteView, fact: Strength, now: dict[str, Strength] | None) -> Strength:
    """A past or goal grade with the side of the present grades of its muscle."""
    if now is None or fact.side != "unspecified" or fact.muscle == UNSPECIFIED:
        return fact
    if fact.status not in ("goal", "past"):
        return fact
    meant = set(now)
    if fact.status == "goal" and fact.grade in GRADE_VALUE and len(now) == 2:
        goal = GRADE_VALUE[fact.grade]
        meant = {s for s, f in now.items() if GRADE_VALUE.get(f.grade, 9) < goal} or meant
    if len(meant) == 1:
        return replace(fact, side=_side(next(iter(meant))))
    own_row = any(view.sentence(f.start) == view.sentence(fact.start) for f in now.values())
    return replace(fact, side="bilateral") if fact.status == "past" or own_row else fact


def _dedupe(facts: list[Strength]) -> list[Strength]:
    seen: dict[tuple[Any, ...], Strength] = {}
    for f in facts:
        seen.setdefault((f.start, f.end, f.muscle, f.side, f.status), f)
    return list(seen.values())
