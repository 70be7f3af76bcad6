"""Sections of a therapy note.

A heading is a phrase of ``section_headings.csv``

- at the start of a line (after bullets or list numbers), followed by ``:``, a dash or the end of the line,
- inside a line, in capitals and followed by ``:`` ("O: ... A: ...", "PLOF: ... CLOF: ..."), or
- a single SOAP letter followed by ``:``, at a line start or behind a sentence end.

Sections run to the next heading; a heading with nothing behind it is a section with an empty body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from rehabcode.nlp.layout import Layout
from rehabcode.nlp.medspacy_lite import Section as MedspacySection
from rehabcode.nlp.medspacy_lite import Sectionizer, SectionRule
from rehabcode.nlp.view import Section

LINE_HEAD = re.compile(
    r"[ \t\u00a0]*(?:[-*#\u2022\u25cf\u25aa>]+[ \t]*|\(?\d{1,2}[.)][ \t]+)?"
    r"(?P<head>[A-Za-z](?:[^\n\r:|\t]{0,58}?[^\s:|]|))(?P<sep>[ \t]*(?::|[ \t][-\u2013\u2014]{1,2}(?=[ \t])|[=]{1,2})|[ \t]*$|(?=[ \t]*\|)|(?=\t))",
    re.M,
)
COLON = re.compile(r":(?!\d)")
WORD_START = re.compile(r"(?<![\w/&.'-])[A-Z]")
REACH = 48
"""How far before a colon inside a line a heading can start."""
NORMALIZE = re.compile(r"[^a-z0-9&/]+")


def normalize(heading: str) -> str:
    """Fold a heading for look-up: lower case, punctuation and runs of blanks to one blank."""
    return NORMALIZE.sub(" ", heading.lower()).strip()


class TherapySectionizer(Sectionizer):  # type: ignore[misc]
    """medspaCy's Sectionizer with therapy headings, matched at line starts and inline in linear time.

    Rules are medspaCy ``SectionRule`` objects: ``add`` and ``rules`` work as in medspaCy; ``doc._.sections`` holds
    medspaCy ``Section`` objects.
    """

    def __init__(self, nlp: Language, name: str = "rehabcode_sections", rules: Iterable[SectionRule] = ()):
        super().__init__(nlp, name=name, rules=None, span_attrs=None)
        self._by_heading: dict[str, SectionRule] = {}
        self.add(list(rules))

    def add(self, rules: SectionRule | Iterable[SectionRule]) -> None:
        """Add one or several section rules."""
        rules = [rules] if isinstance(rules, SectionRule) else list(rules)
        for rule in rules:
            self._by_heading.setdefault(normalize(rule.literal), rule)

    @property
    def rules(self) -> list[SectionRule]:
        """All section rules, in the order they were added."""
        return list(self._by_heading.values())

    @cached_property
    def _soap(self) -> dict[str, SectionRule]:
        return {h: r for h, r in self._by_heading.items() if len(h) == 1}

    def find(self, text: str, layout: Layout) -> list[tuple[int, int, SectionRule]]:
        """Return ``(start, end, rule)`` of every heading, in text order, without overlaps."""
        found: dict[int, tuple[int, SectionRule]] = {}
        for line in layout.lines:
            m = LINE_HEAD.match(text, line.start, line.end)
            if m is None:
                continue
            rule = self._rule(m["head"], bare=not m["sep"].strip())
            if rule is not None:
                found[m.start("head")] = (m.end(), rule)
        for colon in COLON.finditer(text):
            hit = self._before_colon(text, colon.start(), layout)
            if hit is not None:
                found.setdefault(hit[0], (colon.end(), hit[1]))
        out: list[tuple[int, int, SectionRule]] = []
        for start in sorted(found):
            end, rule = found[start]
            if not out or start >= out[-1][1]:
                out.append((start, end, rule))
        return out

    def _before_colon(self, text: str, colon: int, layout: Layout) -> tuple[int, SectionRule] | None:
        """Return start and rule of the longest heading that ends at a colon inside a line."""
        line_start = layout.line_at(colon).start
        for m in WORD_START.finditer(text, max(line_start, colon - REACH), colon):
            rule = self._rule(text[m.start() : colon], bare=False)
            if rule is not None and self._inline(text, m.start(), colon):
                return m.start(), rule
        return None

    @staticmethod
    def _inline(text: str, start: int, end: int) -> bool:
        """Whether a heading word inside a line really opens a section there."""
        before = text[max(0, start - 2) : start]
        opens = start == 0 or before[-1:] in "\n\r|\t" or before == "  " or before.rstrip()[-1:] in (".", ";", ")", "!", "?", "")
        word = text[start:end].rstrip(": \t")
        return opens or (len(word) > 3 and word.isupper())

    def _rule(self, head: str, *, bare: bool) -> SectionRule | None:
        key = normalize(head)
        if bare and len(key) < 3:
            return None
        rule = self._by_heading.get(key)
        if rule is None and "(" in head:
            rule = self._by_heading.get(normalize(head.split("(")[0]))
        return rule

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.sections`` (medspaCy sections by token) and ``doc._.rehab_sections`` (by offset)."""
        text = doc._.rehab_layout.text
        headings = self.find(text, doc._.rehab_layout)
        token_at = doc._.rehab_token_at
        native = [MedspacySection(None, 0, 0, 0, token_at(headings[0][0]) if headings else len(doc))]
        for section, (_, _, rule) in zip(_bodies(headings, len(text)), headings, strict=True):
            start, body, end = token_at(section.start), token_at(section.body), token_at(section.end)
            native.append(MedspacySection(rule.category, start, body, body, end, None, rule))
        doc._.sections = native
        doc._.rehab_sections = tuple(_bodies(headings, len(text)))
        return doc

    def sections(self, text: str, layout: Layout) -> tuple[Section, ...]:
        """Return the sections of a note by offset."""
        return tuple(_bodies(self.find(text, layout), len(text)))


def _bodies(headings: list[tuple[int, int, SectionRule]], size: int) -> list[Section]:
    """Sections from headings: each runs to the next heading."""
    ends = ([start for start, _, _ in headings] + [size])[1:]
    return [Section(rule.category, start, body, end) for (start, body, rule), end in zip(headings, ends, strict=True)]
