"""Which weakness picture an ICD-10-CM code stands for: code families and the classes of the classifier."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from rehabcode.models.rules.base import Label
from rehabcode.models.tables import rows

BEHIND = "behind"
"""A code that goes first whatever the picture is: the code behind it tells."""


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[str, str], ...]:
    """Return (prefix, class), the longest prefix first."""
    found = [(row["prefix"], row["label"]) for row in rows("code_classes")]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@lru_cache(maxsize=4096)
def family_of(code: str) -> str:
    """Return what the table says of one dotted code.

    Examples
    --------
    >>> family_of("M62.552"), family_of("M62.81"), family_of("G20.A1"), family_of("U07.1")
    ('one_limb', 'generalized', 'other_cause', 'behind')
    """
    return next(label for prefix, label in _families() if code.startswith(prefix))


def class_of(primary: str | None, secondary: Sequence[str] = ()) -> Label:
    """Return the class of a coded note.

    Examples
    --------
    >>> class_of("U07.1", ["M62.81"]), class_of("U07.1"), class_of(None)
    ('generalized', 'other_cause', 'none')
    """
    if primary is None:
        return "none"
    found = family_of(primary)
    if found == BEHIND:
        found = next((f for f in map(family_of, secondary) if f != BEHIND), "other_cause")
    return cast(Label, found)
