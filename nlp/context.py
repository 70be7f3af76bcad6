"""ConText for therapy notes: medspaCy's rules and scopes, bounded by clauses, in linear time.

medspaCy compares every modifier with every other and with every target of a document. A modifier's scope
never
leaves its sentence, so pairing inside the sentence gives the same edges; here a sentence is also cut into
clauses
by ``TERMINATE`` rules. A rule's ``metadata`` may say what must follow the cue (``next``: ``word`` or
``stop``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rehabcode.nlp.lexicon import CueRule
from rehabcode.nlp.view import CueScope
from rehabcode.nlp.words import Match, Words, longest

Bound = tuple[object, ...]
TERMINATE: Bound = ("terminate",)
AFTERTHOUGHTS = frozenset({"on", "at", "per", "by", "today", "in", "this", "during", "currently", "now"})
"""Words that may follow a cue that closes its clause ("weakness denied on questioning")."""
SILENT = ("TERMINATE", "PSEUDO")
"""Directions that bound or block other cues and modify nothing themselves."""


@dataclass(frozen=True, slots=True)
class CuePlan:
    """A ConText rule made ready: what bounds its scope, and as what it bounds the scopes of others."""

    rule: CueRule
    direction: str
    category: str
    next: str | None
    allowed_types: frozenset[str] | None
    bounds: tuple[Bound, ...]
    marks: tuple[Bound, ...]


def cue_plans(rules: Iterable[CueRule]) -> list[CuePlan]:
    """Make ConText rules ready for :func:`modifiers`, once for all notes: the project's own or medspaCy's."""
    return [_plan(rule) for rule in rules]


def _plan(rule: CueRule) -> CuePlan:
    direction, category = rule.direction.upper(), rule.category.upper()
    allowed = frozenset(rule.allowed_types or ())
    same: Bound = ("kinds", category, allowed, frozenset(rule.excluded_types or ()))
    return CuePlan(
        rule,
        direction,
        category,
        (rule.metadata or {}).get("next") or None,
        allowed or None,
        (TERMINATE, same, *(("category", c.upper()) for c in rule.terminated_by or ())),
        (TERMINATE,) if direction == "TERMINATE" else (same, ("category", category)),
    )


@dataclass(slots=True)
class Modifier:
    """A cue with its scope, in words; scopes are narrowed in place while the sentence is read."""

    plan: CuePlan
    start: int
    end: int
    scope_start: int
    scope_end: int


def modifiers(matches: Sequence[Match], plans: Sequence[CuePlan], words: Words) -> list[Modifier]:
    """Return the modifiers of a note with their final scopes, in text order.

    Parameters
    ----------
    matches : sequence of Match
        All matches of the rules' phrases; the longest of overlapping ones are used.
    plans : sequence of CuePlan
        Rules by number.
    words : Words
        The note's words.
    """
    out: list[Modifier] = []
    group: list[Modifier] = []
    at = start = end = -1
    for first, last, number in cues(matches, plans, words):
        sentence = words.sentence_of(first)
        if sentence != at:
            bound(group)
            group, at = [], sentence
            start, end = words.sentence_span(sentence)
        modifier = _modifier(plans[number], first, last, start, end)
        group.append(modifier)
        out.append(modifier)
    bound(group)
    return out


def cues(matches: Sequence[Match], plans: Sequence[CuePlan], words: Words) -> list[Match]:
    """Keep the longest of overlapping matches, and every rule of the same words ("denied" works in both
    directions).
    """
    fitting = [m for m in matches if plans[m[2]].next is None or _next_fits(plans[m[2]], m[0], m[1], words)]
    kept = {(first, last) for first, last, _ in longest(fitting)}
    return sorted({m for m in fitting if m[:2] in kept})


def _next_fits(plan: CuePlan, first: int, last: int, words: Words) -> bool:
    """Whether the word behind a cue is as its rule wants it: another ``word``, or the ``stop`` of the
    clause.
    """
    _, end = words.sentence_span(words.sentence_of(first))
    following = words.texts[last] if last < end else ""
    goes_on = following[:1].isalnum() and following not in AFTERTHOUGHTS
    return goes_on if plan.next == "word" else not goes_on


def _modifier(plan: CuePlan, first: int, last: int, start: int, end: int) -> Modifier:
    """A modifier whose scope is its side of the sentence ``[start, end)``, cut to the rule's
    ``max_scope``.
    """
    scope_start = last if plan.direction == "FORWARD" else start
    scope_end = first if plan.direction == "BACKWARD" else end
    most = plan.rule.max_scope
    if most is not None:
        scope_start = max(scope_start, first - most)
        scope_end = min(scope_end, last + most)
    return Modifier(plan, first, last, scope_start, scope_end)


def bound(group: Sequence[Modifier]) -> None:
    """Let the modifiers of one sentence bound each other: one walk in each direction.

    As in medspaCy's ``limit_scope``, a scope ends at the next ``TERMINATE`` cue, at the next cue of the
    same category
    (and the same allowed types), and at the next cue of a category in its rule's ``terminated_by``.
    """
    if len(group) < 2:
        return
    places = _by_place(group)
    after: dict[Bound, int] = {}
    for together in reversed(places):
        for one in together:
            if one.plan.direction not in ("BACKWARD", "TERMINATE"):
                for key in one.plan.bounds:
                    one.scope_end = min(one.scope_end, after.get(key, one.scope_end))
        for one in together:
            for key in one.plan.marks:
                after[key] = one.start
    before: dict[Bound, int] = {}
    for together in places:
        for one in together:
            if one.plan.direction not in ("FORWARD", "TERMINATE"):
                for key in one.plan.bounds:
                    one.scope_start = max(one.scope_start, before.get(key, one.scope_start))
        for one in together:
            for key in one.plan.marks:
                before[key] = one.end


def _by_place(group: Iterable[Modifier]) -> list[list[Modifier]]:
    """Put the rules of the same words together: they do not bound each other."""
    places: list[list[Modifier]] = []
    at = -1
    for one in group:
        if one.start == at:
            places[-1].append(one)
        else:
            places.append([one])
            at = one.start
    return places


def scopes(found: Sequence[Modifier], words: Words) -> tuple[CueScope, ...]:
    """Express modifiers as offsets into the note; silent ones and empty scopes are left out."""
    starts, ends = words.starts, words.ends
    return tuple(
        CueScope(
            starts[m.start],
            ends[m.end - 1],
            m.plan.category,
            m.plan.direction,
            starts[m.scope_start],
            ends[m.scope_end - 1],
            m.plan.allowed_types,
        )
        for m in found
        if m.plan.direction not in SILENT and m.scope_start < m.scope_end
    )
