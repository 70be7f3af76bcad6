"""A page of text for a terminal: wrapped by display width, with styles where the terminal shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rich.cells import cell_len

SGR = {
    "": "",
    "bold": "1",
    "dim": "2",
    "code": "1;36",
    "good": "32",
    "warn": "33",
    "bad": "1;31",
    "mark": "1;4",
    "title": "1;34",
}
FANCY = {"rule": "─", "arrow": "→", "dot": "·", "more": "…", "yes": "✓", "no": "✗", "bar": "█", "empty": "░"}
PLAIN = {
    "rule": "-",
    "arrow": "->",
    "dot": "-",
    "more": "...",
    "yes": "+",
    "no": "x",
    "bar": "#",
    "empty": ".",
}
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Span(NamedTuple):
    """Words in one style."""

    text: str
    style: str = ""


Words = str | Span | Sequence[str | Span]


def visible(text: str) -> str:
    r"""Return ``text`` fit for a terminal: no control characters, direction marks or line ends.

    A note may hold escape sequences or marks that turn the writing direction; shown as they are, they could
    repaint the screen or make an answer read as another one.

    Examples
    --------
    >>> visible("3+/5\t\x1b[2J\u202eR")
    '3+/5 \ufffd[2JR'
    """
    text = _BIDI.sub("", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c.isspace() else "\ufffd" if _harmful(c) else c for c in text)


def _harmful(character: str) -> bool:
    """Whether a character steers the terminal or cannot be written: controls and lone surrogates."""
    return unicodedata.category(character) in ("Cc", "Cs")


def spans(words: Words) -> list[Span]:
    """Return ``words`` as spans, made fit for a terminal."""
    parts: Iterable[str | Span] = [words] if isinstance(words, str | Span) else words
    return [
        Span(visible(part.text), part.style) if isinstance(part, Span) else Span(visible(part))
        for part in parts
    ]


def wrap(words: Words, width: int, first: int | None = None) -> list[list[Span]]:
    """Break ``words`` into lines of at most ``width`` cells (the first of ``first``).

    Runs of spaces become one; a word longer than a line is cut.
    """
    lines: list[list[Span]] = [[]]
    room = width if first is None else first
    for word in _words(spans(words)):
        length = _cells(word)
        if lines[-1] and length < room:
            # The space takes the style of the words around it where both have the same.
            style = word[0].style if lines[-1][-1].style == word[0].style else ""
            lines[-1] += [Span(" ", style), *word]
            room -= length + 1
            continue
        for piece in _cut(word, width) if length > width else [word]:
            if lines[-1] or _cells(piece) > room:
                lines.append([])
                room = width
            lines[-1] += piece
            room -= _cells(piece)
    return [_joined(line) for line in lines]


def _cells(line: Iterable[Span]) -> int:
    return sum(cell_len(part.text) for part in line)


def _words(parts: list[Span]) -> list[list[Span]]:
    """Split spans at white space; pieces of different style without a space between stay one word."""
    words: list[list[Span]] = [[]]
    for part in parts:
        for i, chunk in enumerate(re.split(r" +", part.text)):
            if i and words[-1]:
                words.append([])
            if chunk:
                words[-1].append(Span(chunk, part.style))
    return [word for word in words if word]


def _cut(word: list[Span], width: int) -> list[list[Span]]:
    """Cut a word into pieces of at most ``width`` cells; a mark stays with the letter that it stands on."""
    pieces: list[list[Span]] = [[]]
    used = 0
    for text, style in word:
        for character in text:
            size = cell_len(character)
            if used + size > width and pieces[-1]:
                pieces.append([])
                used = 0
            pieces[-1].append(Span(character, style))
            used += size
    return [_joined(piece) for piece in pieces]


def _joined(piece: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for text, style in piece:
        if joined and joined[-1].style == style:
            joined[-1] = Span(joined[-1].text + text, style)
        else:
            joined.append(Span(text, style))
    return joined


@dataclass
class Page:
    """Lines gathered for one view.

    Parameters
    ----------
    width : int
        Columns that no line goes beyond.
    colour : bool
        Whether styles are written as escape sequences.
    fancy : bool
        Whether the stream shows lines, arrows and checks; else ASCII stands in for them.
    """

    width: int = 80
    colour: bool = False
    fancy: bool = True
    lines: list[str] = field(default_factory=list)

    def sign(self, name: str) -> str:
        """Return a sign by name: the drawn one, or its ASCII stand-in."""
        return (FANCY if self.fancy else PLAIN)[name]

    def blank(self) -> None:
        """Add an empty line, never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self) -> None:
        """Add a line across the page."""
        self.lines.append(self._painted([Span(self.sign("rule") * self.width, "dim")]))

    def heading(self, text: str) -> None:
        """Add a section's heading."""
        self.blank()
        self.put(Span(text, "title"))

    def put(self, words: Words, *, lead: Words = "", indent: int = 0, hang: int | None = None) -> None:
        """Add a paragraph.

        Parameters
        ----------
        words
            The text.
        lead
            A label in front, padded to the column of ``hang``; on a line of its own where no room is left.
        indent
            Columns before the first line.
        hang
            Columns before the following lines; those of the first when not given.
        """
        label = spans(lead) if lead else []
        hang = indent if hang is None else hang
        if hang > self.width // 2:
            hang = indent + 2
        start = indent
        if label:
            start = max(hang, indent + _cells(label) + 1)
            label.append(Span(" " * (start - indent - _cells(label))))
        if label and self.width - start < 12:
            for line in wrap(label, self.width - indent):
                self._add(indent, line)
            label, indent, start = [], hang, hang
        first, *others = wrap(words, self.width - hang, self.width - start)
        self._add(indent, [*label, *first])
        for line in others:
            self._add(hang, line)

    def _add(self, indent: int, line: list[Span]) -> None:
        text = self._painted(line)
        self.lines.append((" " * indent + text).rstrip() if text else "")

    def _painted(self, line: list[Span]) -> str:
        if not self.colour:
            return "".join(part.text for part in line)
        return "".join(
            f"\x1b[{SGR[part.style]}m{part.text}\x1b[0m" if SGR[part.style] else part.text for part in line
        )

    def text(self) -> str:
        """Return the page with a line end behind every line."""
        return "".join(f"{line}\n" for line in self.lines)
