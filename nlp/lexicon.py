"""The project's words, read from ``nlp/data`` into medspaCy's own rule objects.

Every lexicon is a CSV table ``lexicon_<topic>.csv`` with the columns

``phrase``   what is written in notes (matched without regard to case, white space or line ends)
``kind``     label of the target (``MUSCLE``, ``TEST``, ``DIAGNOSIS``, ...): what sort of thing the phrase names
``value``    canonical name the readers work with
``case``     ``upper`` when only the capital form counts ("MS", "PD"), ``exact`` when the case must be as written
``source``   where the phrase comes from

and any further columns, which travel in the rule's ``metadata``. A new phrase is one new row.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from rehabcode.nlp.medspacy_lite import ConTextRule, SectionRule, TargetRule

DATA = files("rehabcode.nlp.data")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one table of ``nlp/data`` (file name without ``.csv``)."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def table(name: str, key: str) -> dict[str, dict[str, str]]:
    """Return one table as a mapping from its ``key`` column to its rows."""
    return {row[key]: row for row in rows(name)}


def lexicon_names() -> tuple[str, ...]:
    """Names of all lexicon tables, sorted: the order of rules never depends on the file system."""
    found = (entry.name for entry in DATA.iterdir())
    return tuple(sorted(n[:-4] for n in found if n.startswith("lexicon_") and n.endswith(".csv")))


def _spellings(phrase: str) -> tuple[str, ...]:
    """The phrase, and with its hyphens between letters written as blanks."""
    spaced = "".join(
        " " if c == "-" and 0 < i < len(phrase) - 1 and phrase[i - 1].isalnum() and phrase[i + 1].isalnum() else c
        for i, c in enumerate(phrase)
    )
    return (phrase,) if spaced == phrase else (phrase, spaced)


def target_rules() -> list[TargetRule]:
    """Return the target rules of all lexicons."""
    rules = []
    for name in lexicon_names():
        for row in rows(name):
            metadata = {k: v for k, v in row.items() if k not in ("phrase", "kind", "source") and v}
            metadata["topic"] = name
            for literal in _spellings(row["phrase"]):
                rules.append(TargetRule(literal, row["kind"], metadata={**metadata, "literal": literal}))
    return rules


def context_rules() -> list[ConTextRule]:
    """Return the ConText rules (``context_rules.csv``)."""
    rules = []
    for row in rows("context_rules"):
        for literal in _spellings(row["phrase"]):
            rules.append(
                ConTextRule(
                    literal,
                    row["category"],
                    direction=row["direction"],
                    max_scope=int(row["max_scope"]) if row["max_scope"] else None,
                    allowed_types=set(row["allowed_types"].split()) if row["allowed_types"] else None,
                    terminated_by=set(row["terminated_by"].split()) if row["terminated_by"] else None,
                    metadata={"source": row["source"], "next": row["next"]},
                )
            )
    return rules


def section_rules() -> list[SectionRule]:
    """Return the section rules (``section_headings.csv``: columns heading, category, source)."""
    return [
        SectionRule(row["heading"], row["category"], metadata={"source": row["source"]})
        for row in rows("section_headings")
    ]


class UserRules(NamedTuple):
    """A user's further rules, in medspaCy's own form."""

    targets: list[TargetRule]
    cues: list[ConTextRule]
    sections: list[SectionRule]


def user_rules(path: Path) -> UserRules:
    """Read a JSON file with any of ``target_rules``, ``context_rules`` and ``section_rules``.

    Raises
    ------
    ValueError
        If the file is not JSON or a rule has unknown keys; the message names the file, never a note.
    """
    try:
        rules = json.loads(path.read_text(encoding="utf-8"))
        return UserRules(
            [TargetRule.from_dict(_plain(r)) for r in rules.get("target_rules", [])],
            [ConTextRule.from_dict(r) for r in rules.get("context_rules", [])],
            [SectionRule.from_dict(r) for r in rules.get("section_rules", [])],
        )
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"{path.name} is not a rules file in medspaCy's form: {error}") from error


def _plain(rule: dict[str, object]) -> dict[str, object]:
    """A target rule whose metadata names its literal, as the finder needs for ``case``."""
    metadata = rule.get("metadata") or {}
    return {**rule, "metadata": {"topic": "user", "literal": rule.get("literal", ""), **dict(metadata)}}  # type: ignore[call-overload]
