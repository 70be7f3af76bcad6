"""The project's words, read from ``nlp/data`` into plain rules with medspaCy's fields.

Every lexicon is a CSV table ``lexicon_<topic>.csv`` with the columns

``phrase``   what is written in notes (matched without regard to case, white space or line ends)
``kind``     label of the target (``MUSCLE``, ``TEST``, ``DIAGNOSIS``, ...): what sort of thing the phrase names
``value``    canonical name the readers work with
``case``     ``upper`` when only the capital form counts ("MS", "PD"), ``exact`` when the case must be as written
``source``   where the phrase comes from

and any further columns, which travel in the rule's ``metadata``. A new phrase is one new row; a row with
alternatives in braces stands for all their combinations (``{radial|ulnar} {nerve |}palsy``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from itertools import product
from typing import NamedTuple

DATA = files("rehabcode.nlp.data")
ALTERNATIVES = re.compile(r"[{}]")
INNER_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")


class TargetRule(NamedTuple):
    """A phrase with the kind of thing it names (the fields of medspaCy's ``TargetRule``)."""

    literal: str
    category: str
    metadata: Mapping[str, str]


class CueRule(NamedTuple):
    """A ConText cue (the fields of medspaCy's ``ConTextRule``)."""

    literal: str
    category: str
    direction: str
    max_scope: int | None
    allowed_types: frozenset[str] | None
    excluded_types: frozenset[str] | None
    terminated_by: frozenset[str]
    metadata: Mapping[str, str]


class SectionRule(NamedTuple):
    """A heading with its section (the fields of medspaCy's ``SectionRule``)."""

    literal: str
    category: str
    metadata: Mapping[str, str]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one table of ``nlp/data`` (file name without ``.csv``)."""
    yield from csv.DictReader(StringIO((DATA / f"{name}.csv").read_text(encoding="utf-8")))


@cache
def table(name: str, key: str) -> dict[str, dict[str, str]]:
    """Return one table as a mapping from its ``key`` column to its rows."""
    return {row[key]: row for row in rows(name)}


def lexicon_names() -> tuple[str, ...]:
    """Names of all lexicon tables, sorted: the order of rules never depends on the file system."""
    found = (entry.name for entry in DATA.iterdir())
    return tuple(sorted(n[:-4] for n in found if n.startswith("lexicon_") and n.endswith(".csv")))


def combinations(phrase: str) -> tuple[str, ...]:
    """Return the phrases that a row stands for.

    >>> combinations("{radial|ulnar} {nerve |}palsy")
    ('radial nerve palsy', 'radial palsy', 'ulnar nerve palsy', 'ulnar palsy')
    """
    if "{" not in phrase:
        return (phrase,)
    parts = [part.split("|") for part in ALTERNATIVES.split(phrase)]
    return tuple(dict.fromkeys("".join(chosen) for chosen in product(*parts)))


def entries(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a lexicon with one phrase each."""
    for row in rows(name):
        for phrase in combinations(row["phrase"]):
            yield {**row, "phrase": phrase}


def _spellings(row: str) -> Iterator[str]:
    """The phrases of a row, and each with its hyphens between letters written as blanks."""
    for phrase in combinations(row):
        yield from _hyphenated(phrase)


def _hyphenated(phrase: str) -> tuple[str, ...]:
    spaced = INNER_HYPHEN.sub(" ", phrase) if "-" in phrase else phrase
    return (phrase,) if spaced == phrase else (phrase, spaced)


PLAIN = frozenset(
    f"lexicon_{topic}"
    for topic in ("actions", "activities", "limitations", "limitations_said", "shapes", "topics")
)
"""Lexicons of so many phrases that all of a row share its metadata: nobody asks which of them was written."""


def target_rules() -> list[TargetRule]:
    """Return the target rules of all lexicons."""
    rules: list[TargetRule] = []
    make = TargetRule._make
    for name in lexicon_names():
        for row in rows(name):
            kind = row["kind"]
            metadata = {k: v for k, v in row.items() if k not in ("phrase", "kind", "source") and v}
            metadata["topic"] = name
            if name in PLAIN and "case" not in metadata:
                rules += [make((literal, kind, metadata)) for literal in _spellings(row["phrase"])]
            else:
                rules += [make((x, kind, {**metadata, "literal": x})) for x in _spellings(row["phrase"])]
    return rules


def context_rules() -> list[CueRule]:
    """Return the ConText rules (``context_rules.csv``)."""
    rules = []
    for row in rows("context_rules"):
        for literal in _spellings(row["phrase"]):
            rules.append(
                CueRule(
                    literal,
                    row["category"],
                    row["direction"],
                    int(row["max_scope"]) if row["max_scope"] else None,
                    frozenset(row["allowed_types"].split()) or None,
                    None,
                    frozenset(row["terminated_by"].split()),
                    {"source": row["source"], "next": row["next"]},
                )
            )
    return rules


def section_rules() -> list[SectionRule]:
    """Return the section rules (``section_headings.csv``: columns heading, category, source)."""
    return [
        SectionRule(row["heading"], row["category"], {"source": row["source"]})
        for row in rows("section_headings")
    ]
