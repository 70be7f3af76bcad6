"""Who wrote the note: a therapist (setting ``therapy``) or somebody else (``other``).

Every word of ``lexicon_author.csv`` that occurs in the note counts once with its points, positive for words of
therapists (tests, assist levels, procedures, plans of care), negative for words of physicians' notes (review of
systems, prescriptions, laboratory, consultations). The sign of the sum decides; a short note without any such word
is a therapist's, since nobody else writes that briefly about strength.
"""

from __future__ import annotations

from rehabcode.nlp.facts import Setting
from rehabcode.nlp.view import NoteView

SHORT = 200
"""Length, in characters, up to which a note without any sign is taken for a therapist's."""


def setting(view: NoteView) -> Setting:
    """Return the setting of a note."""
    points = {item.data["literal"]: int(item.value) for item in view.of_kind("AUTHOR")}
    total = sum(points.values())
    return "therapy" if total > 0 or (total == 0 and len(view.text) <= SHORT) else "other"
