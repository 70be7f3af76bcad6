"""Labelled notes to learn from: the shipped samples, or a clinic's own coded notes.

Nothing here puts a word of a note, a label or a group into a message: only numbers of rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rehabcode.corpus_samples import samples
from rehabcode.models.classifier import LABELS
from rehabcode.models.code_classes import class_of
from rehabcode.models.rules.base import Label

CODE = re.compile(r"([A-TV-Z]\d[0-9A-Z])\.?([0-9A-Z]{0,4})", re.ASCII)
_CODE_WORD = re.compile(
    r"(?<![\w.])" + CODE.pattern + r"(?![\w.]*\w)|(?<![\w.])(U\d\d)\.?(\d)(?!\w)", re.ASCII
)
NO_CODE = frozenset({"none", "no code", "-"})


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled note.

    Attributes
    ----------
    id, group : str
        Name of the note; who wrote it (notes of one group are never split between training and test).
    text : str
        The note.
    primary : tuple of str
        Acceptable primary codes, best first; empty where no code is right. A category ("M62") accepts
        its codes.
    secondary : tuple of str
        Codes behind the primary.
    """

    id: str
    group: str
    text: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        """The class of the best code."""
        return class_of(self.primary[0] if self.primary else None, self.secondary)

    @property
    def labels(self) -> frozenset[Label]:
        """The classes of all acceptable codes."""
        return frozenset(class_of(code, self.secondary) for code in self.primary or (None,))

    def accepts(self, code: str | None) -> bool:
        """Whether a primary code is acceptable for the note."""
        if code is None or not self.primary:
            return code is None and not self.primary
        return any(code == good or (len(good) == 3 and code.startswith(good)) for good in self.primary)


@dataclass(frozen=True, slots=True)
class Own:
    """What was usable of a clinic's file, and what was not."""

    examples: tuple[Example, ...]
    left_out: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Rows left out, from 1, by reason."""


def shipped_examples() -> tuple[Example, ...]:
    """Return the labelled notes that come with the package."""
    return tuple(
        Example(s.id, s.writer, s.text, tuple(s.gold["primary"]), tuple(s.gold["secondary"]))
        for s in samples()
    )


def codes_of(label: str) -> tuple[str, ...] | None:
    """Return the codes of a label cell, dotted, in order; empty where it says that there is none, None where
    it holds nothing that is a code.

    Examples
    --------
    >>> codes_of("m6281; U09.9"), codes_of("none"), codes_of("weakness"), codes_of("")
    (('M62.81', 'U09.9'), (), None, None)
    """
    if label.strip().lower() in NO_CODE:
        return ()
    found = []
    for match in _CODE_WORD.finditer(label.upper()):
        head, tail = (match[1], match[2]) if match[1] else (match[3], match[4])
        found.append(f"{head}.{tail}" if tail else head)
    return tuple(found) or None


def own_examples(rows: Iterable[Mapping[str, Any]], *, text: str, label: str, group: str | None) -> Own:
    """Return the usable rows of a clinic's file.

    Parameters
    ----------
    rows
        Records in order.
    text, label, group
        Names of the fields: the note; its ICD-10-CM codes, primary first; who wrote it. Without a group every
        note is a group of its own.
    """
    examples: list[Example] = []
    left_out: dict[str, list[int]] = {}
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        note, codes = row.get(text), codes_of(str(row.get(label) or ""))
        writer = f"row {number}" if group is None else str(row.get(group) or "").strip()
        if not isinstance(note, str) or not note.strip():
            left_out.setdefault("no text", []).append(number)
        elif codes is None:
            left_out.setdefault("no ICD-10-CM code in the label column", []).append(number)
        elif not writer:
            left_out.setdefault("nothing in the group column", []).append(number)
        elif note in seen:
            left_out.setdefault("the same note as an earlier row", []).append(number)
        else:
            seen.add(note)
            examples.append(Example(f"row {number}", writer, note, codes[:1], codes[1:]))
    return Own(tuple(examples), {reason: tuple(found) for reason, found in left_out.items()})


MIN_NOTES = 60
MIN_GROUPS = 3
MIN_CLASS = 3


class NotEnoughError(Exception):
    """The notes given are too few or too alike to learn from; says which, in numbers only."""


def learnable(examples: Sequence[Example]) -> tuple[tuple[Example, ...], dict[Label, int], dict[Label, int]]:
    """Return the notes to train on, the number of notes of each class, and the classes that are too rare.

    A class needs notes of two groups; one note of a class by one writer teaches that writer's habits.

    Raises
    ------
    NotEnoughError
        If what is left cannot be learned from, or cannot be tested on unseen groups.
    """
    if len(examples) < MIN_NOTES:
        raise NotEnoughError(f"{len(examples)} usable notes; at least {MIN_NOTES} are needed")
    if (writers := len({e.group for e in examples})) < MIN_GROUPS:
        raise NotEnoughError(
            f"{writers} groups of notes; at least {MIN_GROUPS} are needed, so that the model is tested on "
            "writers it has not seen"
        )
    counts = Counter(example.label for example in examples)
    groups = {label: len({e.group for e in examples if e.label == label}) for label in counts}
    rare = {x: counts[x] for x in LABELS if counts[x] > 0 and (counts[x] < MIN_CLASS or groups[x] < 2)}
    kept = tuple(e for e in examples if e.label not in rare)
    found = {x: counts[x] for x in LABELS if counts[x] and x not in rare}
    if len(found) < 2:
        raise NotEnoughError(
            "fewer than two classes of codes have enough notes; there is nothing to tell apart"
        )
    return kept, found, rare
