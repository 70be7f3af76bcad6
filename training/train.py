"""From labelled notes to a model file and its card, in one deterministic run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rehabcode.models.classifier import LinearClassifier, parse, sha256_of, shipped
from rehabcode.models.features import WORD
from rehabcode.models.rules.base import Label
from rehabcode.training.artefact import to_bytes, versions
from rehabcode.training.card import About, card
from rehabcode.training.examples import Example, learnable
from rehabcode.training.fit import fit
from rehabcode.training.held_out import CodeScores, HeldOut, figures, judge, judge_first_reading
from rehabcode.training.observe import observe
from rehabcode.training.plot import calibration_svg


@dataclass(frozen=True, slots=True)
class Trained:
    """All that a training run gives.

    Attributes
    ----------
    data : bytes
        The model file.
    sha256 : str
        Its digest.
    model : LinearClassifier
        The model as read back from the file.
    held_out : HeldOut
        Figures on writers not seen.
    classes, rare : mapping of str to int
        Notes of each class; classes left out because they are too rare.
    confidence : CodeScores
        What says most of the confidence on unseen notes.
    card, plot : str
        The card (Markdown) and the plot (SVG).
    """

    data: bytes
    sha256: str
    model: LinearClassifier
    held_out: HeldOut
    classes: Mapping[Label, int]
    rare: Mapping[Label, int]
    confidence: CodeScores
    card: str
    plot: str


def shipped_words() -> frozenset[str]:
    """Return the word features of the shipped model: words that stand in our own invented notes."""
    return frozenset(name for name in shipped().weights if name.startswith(WORD))


def train(
    examples: Sequence[Example],
    *,
    about: str,
    date: str,
    allowed_words: Collection[str] | None = None,
    left_out: Mapping[str, int] | None = None,
    grouped: bool = True,
    mended: bool = False,
) -> Trained:
    """Train on labelled notes and test on writers left out.

    Parameters
    ----------
    examples
        The notes.
    about
        What they are, in a few words for the card.
    date
        Date of the run, for the card; the model file does not depend on it.
    allowed_words
        Word features that may enter; None: any that is general enough.
    left_out
        Rows that could not be used, by reason, for the card.
    grouped
        Whether the groups are those of a column.
    mended
        Whether readers and rules were mended with these notes at hand, as with the shipped ones.

    Raises
    ------
    NotEnoughError
        If the notes are too few or too alike to learn from.
    """
    kept, classes, rare = learnable(examples)
    seen = observe(kept)
    held_out = figures(judge(seen, allowed_words, mended=mended))
    fitted = fit(seen, allowed_words, mended=mended)
    data = to_bytes(fitted.model, notes=held_out.notes, groups=held_out.groups)
    digest = sha256_of(data)
    model = parse(data, digest)
    told = About(
        data=about,
        date=date,
        sha256=digest,
        size=len(data),
        versions=versions(),
        classes={str(label): count for label, count in classes.items()},
        rare={str(label): count for label, count in rare.items()},
        left_out=dict(left_out or {}),
        softening=fitted.softening,
        first=judge_first_reading() if mended else None,
        grouped=grouped,
    )
    return Trained(
        data=data,
        sha256=digest,
        model=model,
        held_out=held_out,
        classes=classes,
        rare=rare,
        confidence=told.confidence(held_out),
        card=card(told, model, held_out),
        plot=calibration_svg(
            told.confidence(held_out).bins, "Confidence of the primary code, unseen writers"
        ),
    )
