"""Which features a model may know: frequent ones, and of words only general ones.

Notes are health records, and a model file travels. A word enters only when it stands in three notes of two
writers; a model of a clinic's own notes knows, of words, only those that the shipped model knows, so that no
name of a patient can be in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rehabcode.models.features import WORD
from rehabcode.training.observe import Observation

MIN_NOTES_WITH_WORD = 3
MIN_WRITERS_WITH_WORD = 2
MIN_NOTES_WITH_FACT = 2


def vocabulary(
    observations: Sequence[Observation], allowed_words: Collection[str] | None = None
) -> tuple[str, ...]:
    """Return the names of the features to learn, sorted.

    Parameters
    ----------
    observations
        The notes to train on.
    allowed_words
        Word features that may enter; None: any that is general enough.
    """
    notes: dict[str, int] = {}
    writers: dict[str, set[str]] = {}
    for observation in observations:
        for name in observation.names:
            notes[name] = notes.get(name, 0) + 1
            writers.setdefault(name, set()).add(observation.group)

    def enters(name: str) -> bool:
        if not name.startswith(WORD):
            return notes[name] >= MIN_NOTES_WITH_FACT
        general = notes[name] >= MIN_NOTES_WITH_WORD and len(writers[name]) >= MIN_WRITERS_WITH_WORD
        return general and (allowed_words is None or name in allowed_words)

    return tuple(sorted(name for name in notes if enters(name)))
