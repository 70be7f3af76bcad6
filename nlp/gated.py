r"""Regular expressions behind a gate: a text that lacks all words that a match must hold is passed by at
once.

Most patterns of the readers look for something that most texts do not hold, and a regular expression
needs a hundred
times longer than ``in`` to find that out. What a match must hold is worked out from the pattern itself:
every match
of ``\b(?:vitals?|BP):? \d`` holds "vital" or "bp". The gate never changes a result, only how long it
takes; where
nothing can be worked out, the pattern is used as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 24
"""More alternatives than these are not worth asking for one by one."""
ODD = ("\u017f", "\u0131", "\u0130", "\u212a")
"""Letters beyond ASCII that count as s, i and k where case is ignored, and do not become these in lower case."""

Choice = frozenset[str]
"""Words one of which must be there."""
Need = tuple[tuple[Choice, ...], ...]
"""Ways to match; for each the choices all of which must hold. Always true where a way has none."""

ANY: Need = ((),)
COMMON = frozenset(" aeioutnsrhldcmp")
"""Characters that hardly any text lacks."""


class Pattern:
    """A compiled pattern with its gate; has the methods of :class:`re.Pattern` that search.

    Parameters
    ----------
    pattern, flags
        As for :func:`re.compile`.
    """

    __slots__ = ("_open", "_plain", "flags", "fullmatch", "groupindex", "match", "needs", "pattern", "split")

    def __init__(self, pattern: str, flags: int | re.RegexFlag = 0):
        self._plain = re.compile(pattern, flags)
        self.pattern = pattern
        self.flags, self.groupindex = self._plain.flags, self._plain.groupindex
        # These try one place only, or are no search: nothing to gain.
        self.match, self.fullmatch, self.split = self._plain.match, self._plain.fullmatch, self._plain.split
        self.needs = needed(pattern, flags)
        self._open = self.needs == ANY

    def passes(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a match in ``text[start:end]`` is possible at all."""
        if self._open:
            return True
        part = text if not start and end >= len(text) else text[start:end]
        low = part.lower()
        for way in self.needs:
            for choice in way:
                for word in choice:
                    if word in low:
                        break
                else:
                    break
            else:
                return True
        return not part.isascii() and any(letter in part for letter in ODD)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, as :meth:`re.Pattern.search` does."""
        return self._plain.search(text, start, end) if self.passes(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield all matches, as :meth:`re.Pattern.finditer` does."""
        return self._plain.finditer(text, start, end) if self.passes(text, start, end) else iter(())

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[Any]:
        """Return all matches, as :meth:`re.Pattern.findall` does."""
        return self._plain.findall(text, start, end) if self.passes(text, start, end) else []

    def sub(self, by: Any, text: str, count: int = 0) -> str:
        """Return the text with matches replaced, as :meth:`re.Pattern.sub` does."""
        return self._plain.sub(by, text, count) if self.passes(text) else text


def compile(pattern: str, flags: int | re.RegexFlag = 0) -> Pattern:
    """Compile a pattern and its gate."""
    return Pattern(pattern, flags)


def needed(pattern: str, flags: int | re.RegexFlag = 0) -> Need:
    r"""Return what every match of ``pattern`` holds, in lower case: one of the ways, with a word of each choice.

    Examples
    --------
    >>> [[sorted(choice) for choice in way] for way in needed(r"\bBP:? \d|\d+ ?x ?(?:wk|week)")]
    [['bp'], ['week', 'wk'], ['x']]
    """
    return _tidy(_of(_parser.parse(pattern, int(flags))))


def _least(words: Choice) -> Choice:
    """Drop words that hold another one: finding that other is as good."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


def _of(items: Any) -> Need:
    """Return what a sequence of parts holds: a choice for every stretch that is a short list, and what parts hold."""
    choices: list[Choice] = []
    branched: Need = ANY
    run: Choice = frozenset({""})
    for item in items:
        exact = _exact(item)
        joined = _joined(run, exact) if exact is not None else None
        if joined is not None:
            if len(joined) > len(run):
                choices.append(run)
            run = joined
            continue
        choices.append(run)
        run = frozenset({""})
        if exact is not None:
            choices.append(exact)
        else:
            branched = _both(branched, _inside(item))
    choices.append(run)
    useful = [choice for choice in choices if choice and "" not in choice]
    return tuple((*useful, *way) for way in branched)


def _both(first: Need, second: Need) -> Need:
    """Return what holds where both hold; the first alone where that would be too many ways."""
    if len(first) * len(second) > MOST:
        return min(first, second, key=len)
    return tuple((*a, *b) for a in first for b in second)


def _tidy(need: Need) -> Need:
    """Drop what is implied by the rest, and ask for what is rarest first."""
    ways = tuple(dict.fromkeys(_tidy_way(way) for way in need))
    return ANY if () in ways or len(ways) > MOST else ways


def _tidy_way(way: tuple[Choice, ...]) -> tuple[Choice, ...]:
    choices = [choice for choice in dict.fromkeys(map(_least, way)) if not choice & COMMON]
    kept = [c for c in choices if not any(o != c and _implies(o, c) for o in choices)]
    return tuple(sorted(kept, key=lambda c: (-min(map(len, c)), len(c), sorted(c))))


def _implies(one: Choice, other: Choice) -> bool:
    """Whether a text with a word of ``one`` always has a word of ``other``."""
    return all(any(small in word for small in other) for word in one)


def _joined(run: Choice, words: Choice) -> Choice | None:
    return frozenset(a + b for a in run for b in words) if len(run) * len(words) <= MOST else None


def _exact(item: Any) -> Choice | None:
    """Return all that a part can match, where that is a short list; ``""`` for what has no width."""
    kind, what = item
    if kind is sre.LITERAL:
        return frozenset({chr(what).lower()}) if what < 128 else None
    if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return frozenset({""})
    if kind is sre.IN:
        return _exact_class(what)
    if kind is sre.SUBPATTERN:
        return _exact_sequence(what[3])
    if kind is sre.ATOMIC_GROUP:
        return _exact_sequence(what)
    if kind is sre.BRANCH:
        return _exact_branches(what[1])
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and what[1] == 1:
        one = _exact_sequence(what[2])
        return one if one is None or what[0] else one | {""}
    return None


def _exact_class(members: Sequence[Any]) -> Choice | None:
    if len(members) > 6 or any(kind is not sre.LITERAL or what >= 128 for kind, what in members):
        return None
    return frozenset(chr(what).lower() for _, what in members)


def _exact_sequence(items: Any) -> Choice | None:
    run: Choice = frozenset({""})
    for item in items:
        exact = _exact(item)
        joined = _joined(run, exact) if exact is not None else None
        if joined is None:
            return None
        run = joined
    return run


def _exact_branches(branches: Sequence[Any]) -> Choice | None:
    out: Choice = frozenset()
    for branch in branches:
        exact = _exact_sequence(branch)
        if exact is None or len(out) + len(exact) > MOST:
            return None
        out |= exact
    return out


def _inside(item: Any) -> Need:
    """Return what a part holds that is no short list."""
    kind, what = item
    if kind is sre.SUBPATTERN:
        return _of(what[3])
    if kind is sre.ATOMIC_GROUP:
        return _of(what)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and what[0] > 0:
        return _of(what[2])
    if kind is sre.BRANCH:
        return tuple(dict.fromkeys(way for branch in what[1] for way in _of(branch)))
    return ANY
