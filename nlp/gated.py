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
"""Letters beyond ASCII that count as s, i and k where case is ignored, and do not become these in
lower case.
"""

Choice = frozenset[str]


class Pattern:
    """A compiled pattern with its gate; has the methods of :class:`re.Pattern` that search.

    Parameters
    ----------
    pattern, flags
        As for :func:`re.compile`.
    """

    __slots__ = ("_plain", "flags", "fullmatch", "groupindex", "match", "needs", "pattern", "split")

    def __init__(self, pattern: str, flags: int | re.RegexFlag = 0):
        self._plain = re.compile(pattern, flags)
        self.pattern = pattern
        self.flags, self.groupindex = self._plain.flags, self._plain.groupindex
        self.needs = needed(pattern, flags)
        # These try one place only, or are no search: nothing to gain.
        self.match, self.fullmatch, self.split = self._plain.match, self._plain.fullmatch, self._plain.split

    def passes(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a match in ``text[start:end]`` is possible at all."""
        part = text if not start and end >= len(text) else text[start:end]
        low = part.lower()
        for word in self.needs:
            if word in low:
                return True
        return not self.needs or (not part.isascii() and any(letter in part for letter in ODD))

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


def needed(pattern: str, flags: int | re.RegexFlag = 0) -> tuple[str, ...]:
    r"""Return words in lower case of which every match of ``pattern`` holds one; none where there are no
    such words.

    Examples
    --------
    >>> needed(r"\b(?:vitals?|BP):? \d")
    ('bp', 'vital')
    >>> needed(r"\d+")
    ()
    """
    return tuple(sorted(_least(_of(_parser.parse(pattern, int(flags))) or frozenset())))


def _least(words: Choice) -> Choice:
    """Drop words that hold another one: finding that other is as good."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


def _of(items: Any) -> Choice | None:
    """Return the best choice of words that a sequence of parts must hold one of."""
    best: Choice | None = None
    run: Choice = frozenset({""})
    for item in items:
        exact = _exact(item)
        joined = _joined(run, exact) if exact is not None else None
        if joined is not None:
            run = joined
            continue
        best = _better(best, run)
        best = _better(best, exact if exact is not None else _inside(item))
        run = frozenset({""})
    return _better(best, run)


def _better(first: Choice | None, second: Choice | None) -> Choice | None:
    """Return the choice that says more: longer words, then fewer."""
    if second is None or "" in second or len(second) > MOST:
        return first
    if first is None:
        return second
    return max(first, second, key=lambda words: (min(map(len, words)) > 1, -len(words), min(map(len, words))))


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


def _inside(item: Any) -> Choice | None:
    """Return what a part must hold that is no short list."""
    kind, what = item
    if kind is sre.SUBPATTERN:
        return _of(what[3])
    if kind is sre.ATOMIC_GROUP:
        return _of(what)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and what[0] > 0:
        return _of(what[2])
    if kind is sre.BRANCH:
        found = [_of(branch) for branch in what[1]]
        if all(found):
            return frozenset().union(*(words for words in found if words))
    return None
