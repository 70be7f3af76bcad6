"""Where something stands in a note: line and column, and the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

Fact = dict[str, Any]
BEFORE, AFTER, APART = 36, 14, 60
"""Characters shown before the first and behind the last fact of an excerpt; further ones get their own."""


class Excerpt(NamedTuple):
    """A stretch of one line of the note, and the facts in it."""

    line: int
    column: int
    start: int
    end: int
    facts: tuple[Fact, ...]


class Places:
    """Line and column of offsets in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", text))]

    def at(self, offset: int) -> tuple[int, int]:
        r"""Return line and column of ``offset``, both from 1, in code points.

        Examples
        --------
        >>> Places("S: weak\r\nO: 3+/5").at(12)
        (2, 4)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def label(self, offset: int) -> str:
        """Return ``line:column`` of ``offset``."""
        line, column = self.at(offset)
        return f"{line}:{column}"

    def excerpts(self, facts: Sequence[Fact]) -> list[Excerpt]:
        """Return the stretches of the note that hold ``facts``, in text order; neighbours share one."""
        groups: list[list[Fact]] = []
        for fact in sorted(facts, key=lambda fact: (fact["start"], fact["end"])):
            if groups and self._near(groups[-1], fact):
                groups[-1].append(fact)
            else:
                groups.append([fact])
        return [self._excerpt(group) for group in groups]

    def _near(self, group: list[Fact], fact: Fact) -> bool:
        end = max(other["end"] for other in group[-8:])
        return self.at(group[0]["start"])[0] == self.at(fact["start"])[0] and fact["start"] - end < APART

    def _excerpt(self, group: list[Fact]) -> Excerpt:
        first, last = group[0]["start"], max(fact["end"] for fact in group)
        line, column = self.at(first)
        start, end = self._line_start(line, first), self._end_of_line(last)
        if first - start > BEFORE:
            start = self._word_start(first - BEFORE, first)
        if end - last > AFTER:
            end = self._word_end(last, last + AFTER)
        return Excerpt(line, column, start, end, tuple(group))

    def goes_on(self, offset: int) -> bool:
        """Whether the line has more than white space behind ``offset``."""
        return bool(self.text[offset : self._end_of_line(offset)].strip())

    def _line_start(self, line: int, limit: int) -> int:
        """Return where the words of a line begin, behind its indentation."""
        start = self._starts[line - 1]
        return limit - len(self.text[start:limit].lstrip())

    def _end_of_line(self, offset: int) -> int:
        line = bisect_right(self._starts, offset)
        if line == len(self._starts):
            return len(self.text)
        end = self._starts[line]
        return end - (2 if self.text.startswith("\r\n", end - 2) else 1)

    def _word_start(self, offset: int, limit: int) -> int:
        space = self.text.find(" ", offset, limit)
        return offset if space < 0 else space + 1

    def _word_end(self, limit: int, offset: int) -> int:
        space = self.text.rfind(" ", limit, offset + 1)
        return limit if space < 0 else space
