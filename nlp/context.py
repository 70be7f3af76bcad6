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
from itertools import groupby

from rehabcode.nlp.lexicon import CueRule
from rehabcode.nlp.view import CueScope
from rehabcode.nlp.words import Match, Words, longest

Bound = tuple[object, ...]
TERMINATE: Bound = ("terminate",)
AFTERTHOUGHTS = frozenset({"on", "at", "per", "by", "today", "in", "this", "during", "currently", "now"})
"""Words that may follow a cue that closes its clause ("weakness denied on questioning")."""
SILENT = ("TERMINATE", "PSEUDO")
"""Directions that bound or block other cues and modify nothing themselves."""


@dataclass(slots=True)
class Modifier:
    """A cue with its scope, in words; scopes are narrowed in place while the sentence is read."""

    rule: CueRule
    direction: str
    category: str
    start: int
    end: int
    scope_start: int
    scope_end: int


def modifiers(matches: Sequence[Match], rules: Sequence[CueRule], words: Words) -> list[Modifier]:
    """Return the modifiers of a note with their final scopes, in text order.

    Parameters
    ----------
    matches : sequence of Match
        All matches of the rules' phrases; the longest of overlapping ones are used.
    rules : sequence of CueRule
        Rules by number.
    words : Words
        The note's words.
    """
    out: list[Modifier] = []
    group: list[Modifier] = []
    at = -1
    for number, first, last in cues(matches, rules, words):
        sentence = words.sentence_of(first)
        if sentence != at:
            bound(group)
            group, at = [], sentence
        modifier = _modifier(rules[number], first, last, *words.sentence_span(sentence))
        group.append(modifier)
        out.append(modifier)
    bound(group)
    return out


def cues(matches: Sequence[Match], rules: Sequence[CueRule], words: Words) -> list[Match]:
    """Keep the longest of overlapping matches, and every rule of the same words ("denied" works in both
    directions).
    """
    fitting = [m for m in matches if _next_fits(rules[m[0]], m[1], m[2], words)]
    kept = {(first, last) for _, first, last in longest(fitting)}
    return sorted({m for m in fitting if (m[1], m[2]) in kept}, key=lambda m: (m[1], m[2], m[0]))


def _next_fits(rule: CueRule, first: int, last: int, words: Words) -> bool:
    """Whether the word behind a cue is as its rule wants it: another ``word``, or the ``stop`` of the
    clause.
    """
    wanted = (rule.metadata or {}).get("next")
    if not wanted:
        return True
    _, end = words.sentence_span(words.sentence_of(first))
    following = words.texts[last] if last < end else ""
    goes_on = following[:1].isalnum() and following not in AFTERTHOUGHTS
    return goes_on if wanted == "word" else not goes_on


def _modifier(rule: CueRule, first: int, last: int, start: int, end: int) -> Modifier:
    """A modifier whose scope is its side of the sentence ``[start, end)``, cut to the rule's
    ``max_scope``.
    """
    direction = rule.direction.upper()
    scope_start = last if direction == "FORWARD" else start
    scope_end = first if direction == "BACKWARD" else end
    if rule.max_scope is not None:
        scope_start = max(scope_start, first - rule.max_scope)
        scope_end = min(scope_end, last + rule.max_scope)
    return Modifier(rule, direction, rule.category.upper(), first, last, scope_start, scope_end)


def bound(group: Sequence[Modifier]) -> None:
    """Let the modifiers of one sentence bound each other: one walk in each direction.

    As in medspaCy's ``limit_scope``, a scope ends at the next ``TERMINATE`` cue, at the next cue of the
    same category
    (and the same allowed types), and at the next cue of a category in its rule's ``terminated_by``.
    """
    after: dict[Bound, int] = {}
    for together in _by_place(reversed(group)):
        for one in together:
            if one.direction not in ("BACKWARD", "TERMINATE"):
                one.scope_end = min([one.scope_end, *(after[k] for k in _bounds(one) if k in after)])
        after.update((key, one.start) for one in together for key in _marks(one))
    before: dict[Bound, int] = {}
    for together in _by_place(group):
        for one in together:
            if one.direction not in ("FORWARD", "TERMINATE"):
                one.scope_start = max([one.scope_start, *(before[k] for k in _bounds(one) if k in before)])
        before.update((key, one.end) for one in together for key in _marks(one))


def _by_place(group: Iterable[Modifier]) -> list[list[Modifier]]:
    """Put the rules of the same words together: they do not bound each other."""
    return [list(same) for _, same in groupby(group, key=lambda m: m.start)]


def _bounds(one: Modifier) -> tuple[Bound, ...]:
    """What ends the scope of a modifier."""
    return (TERMINATE, _same(one), *(("category", c.upper()) for c in one.rule.terminated_by))


def _marks(one: Modifier) -> tuple[Bound, ...]:
    """As what a modifier ends the scopes of others."""
    if one.direction == "TERMINATE":
        return (TERMINATE,)
    return (_same(one), ("category", one.category))


def _same(one: Modifier) -> Bound:
    return (
        "kinds",
        one.category,
        frozenset(one.rule.allowed_types or ()),
        frozenset(one.rule.excluded_types or ()),
    )


def scopes(found: Sequence[Modifier], words: Words) -> tuple[CueScope, ...]:
    """Express modifiers as offsets into the note; silent ones and empty scopes are left out."""
    starts, ends = words.starts, words.ends
    return tuple(
        CueScope(
            starts[m.start],
            ends[m.end - 1],
            m.category,
            m.direction,
            starts[m.scope_start],
            ends[m.scope_end - 1],
            frozenset(m.rule.allowed_types) if m.rule.allowed_types else None,
        )
        for m in found
        if m.direction not in SILENT and m.scope_start < m.scope_end
    )
