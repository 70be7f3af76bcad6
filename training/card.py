"""The model card: what a model was trained on, how good it is on unseen writers, and what it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehabcode.models.classifier import CLEAR, LinearClassifier
from rehabcode.models.features import WORD
from rehabcode.training.held_out import WAYS, ClassScores, CodeScores, HeldOut
from rehabcode.training.plot import calibration_text

PLOT_NAME = "model-calibration.svg"
ECE_WANTED = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a card tells beside the figures."""

    data: str
    """What the notes are, in a few words."""
    date: str
    sha256: str
    size: int
    versions: Mapping[str, str]
    classes: Mapping[str, int]
    rare: Mapping[str, int]
    left_out: Mapping[str, int]
    softening: float
    grouped: bool
    first: Mapping[str, CodeScores] | None
    """Figures on notes read for the first time, where the readers were mended with the notes trained on."""

    def confidence(self, held_out: HeldOut) -> CodeScores:
        """Return the figures that say most of unseen notes."""
        return (self.first or held_out.codes)["combination"]


def number(value: float | None, digits: int = 3) -> str:
    """Return a figure as a card shows it; a dash where there is none."""
    return "-" if value is None else f"{value:.{digits}f}"


def card(about: About, model: LinearClassifier, held_out: HeldOut) -> str:
    """Return the card as Markdown."""
    parts = [
        ["# Model card", "", _what(about)],
        ["## Data", "", *_data(about, held_out)],
        ["## On unseen writers", "", *_split(about, held_out), "", *_classes(held_out)],
        ["### Confidence of the primary code", "", *_codes(about, held_out)],
        ["### What it adds", "", *_verdict(about, held_out)],
        ["### By class", "", *_by_class(held_out)],
        ["### Calibration", "", f"![Calibration]({PLOT_NAME})", "", *_plot(about.confidence(held_out))],
        ["### Leaving the least sure notes to a person", "", *_curve(about, held_out)],
        ["## What it looks at", "", *_looks_at(model)],
        ["## Limits", "", *_limits(about)],
        ["## The file", "", *_file(about)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _what(about: About) -> str:
    return (
        "A small multinomial logistic regression names the weakness picture of a note (generalized, one "
        "limb, one side, fatigue, frailty, pain, other cause, none) from the facts that the reader found. "
        "It is a second opinion: the rules keep the last word on every code. It orders the other codes "
        f"considered, asks for a person to look when it is at least {CLEAR:.0%} sure of another picture "
        "than the rules, and, with a second regression over a handful of signals, gives the confidence of "
        "the primary code: the probability that it is acceptable."
    )


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]


def _data(about: About, held_out: HeldOut) -> list[str]:
    kind = "writers or groups" if about.grouped else "notes, each taken for a group of its own"
    lines = [f"{held_out.notes} notes: {about.data}; {held_out.groups} {kind}.", ""]
    lines += table(("class", "notes"), list(about.classes.items()))
    if about.rare:
        lines += ["", "Too rare to learn, left out: " + _counts(about.rare) + "."]
    if about.left_out:
        lines += ["", "Rows left out: " + _counts(about.left_out) + "."]
    return lines


def _counts(found: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in found.items())


def _split(about: About, held_out: HeldOut) -> list[str]:
    lines = [
        f"{held_out.splits} splits; no writer is in training and test of the same split. Everything fitted "
        "(weights, words known, softening, confidence) is fitted anew in each split without the writers "
        "tested.",
    ]
    if not about.grouped:
        lines += [
            "",
            "No group column was given, so notes of one writer may be in both: these figures flatter.",
        ]
    return lines


def _classes(held_out: HeldOut) -> list[str]:
    def row(way: str, s: ClassScores) -> tuple[str, ...]:
        return way, number(s.accuracy), number(s.macro_f1), number(s.log_loss), number(s.calibration_error)

    return [
        *table(
            ("class of the note by", "accuracy", "macro-F1", "log loss", "calibration error (ECE)"),
            [row(way, held_out.classes[way]) for way in WAYS],
        ),
        "",
        "A class counts as right when a code of it is acceptable. Rules alone state a constant for each "
        "rule; the combination names the class of the rules and shares out what its confidence leaves as "
        "the classifier does.",
    ]


def _codes(about: About, held_out: HeldOut) -> list[str]:
    def row(notes: str, way: str, s: CodeScores) -> tuple[object, ...]:
        return notes, way, s.notes, number(s.acceptable), number(s.log_loss), number(s.calibration_error)

    first = [row("read for the first time", way, scores) for way, scores in (about.first or {}).items()]
    here = [row("of this training", way, scores) for way, scores in held_out.codes.items()]
    head = (
        "notes",
        "confidence by",
        "with a code",
        "primary acceptable",
        "log loss",
        "calibration error (ECE)",
    )
    lines = table(head, first + here)
    if about.first:
        lines += [
            "",
            "Readers and rules were mended with these notes, so the share right on them flatters, "
            "whatever writers are left out. The confidence is fitted on how these notes fared when they "
            "were read for the first time, and raised a quarter of the way to how they fare now: it "
            "should be about right on unseen notes, and is too modest on these. The first two rows leave "
            "out each writer in turn, before raising.",
        ]
    return lines


def _better(new: float | None, old: float | None) -> bool:
    return new is not None and old is not None and new < old


def _verdict(about: About, held_out: HeldOut) -> list[str]:
    """Return what is better and what is not, from the figures alone."""
    codes = about.first or held_out.codes
    rules, combined = codes["rules"], codes["combination"]
    alone, second = held_out.classes["rules"], held_out.classes["classifier"]
    lines = []
    for name, new, old in (
        ("log loss", combined.log_loss, rules.log_loss),
        ("calibration error", combined.calibration_error, rules.calibration_error),
    ):
        word = "lower" if _better(new, old) else "not lower"
        lines.append(
            f"- Its confidence has a {word} {name} than the rules' constants: {number(new)} and "
            f"{number(old)}."
        )
    lines.append(
        "- The accuracy is that of the rules: the classifier never changes a code. Alone it is "
        f"{'better' if second.accuracy > alone.accuracy else 'worse'} than they are "
        f"({number(second.accuracy)} and {number(alone.accuracy)}). Were it to overrule them where it "
        f"clearly disagrees, it would mend the class of {held_out.mended} notes and spoil that of "
        f"{held_out.broken}."
    )
    if held_out.disagreements:
        lines.append(
            f"- It clearly disagrees on {held_out.disagreements} notes; on {held_out.justified} of them "
            f"the primary is not acceptable. That is {held_out.justified} of the {held_out.wrong} wrong "
            f"answers found, at the price of {held_out.disagreements - held_out.justified} needless looks."
        )
    error = combined.calibration_error
    if error is not None and error > ECE_WANTED:
        lines.append(
            f"- The calibration error is above {ECE_WANTED}: read the confidence as an order, not as a "
            "probability."
        )
    return lines


def _by_class(held_out: HeldOut) -> list[str]:
    other = {row.label: row for row in held_out.rows["classifier"]}
    rows = []
    for row in held_out.rows["rules"]:
        second = other.get(row.label)
        rows.append(
            (
                row.label,
                row.notes,
                f"{row.right} of {row.named}",
                f"{second.right} of {second.named}" if second else "0 of 0",
            )
        )
    return table(("class", "notes", "named by the rules, right", "named by the classifier, right"), rows)


def _plot(scores: CodeScores) -> list[str]:
    return ["```", *calibration_text(scores.bins), "```"]


def _curve(about: About, held_out: HeldOut) -> list[str]:
    codes = about.first or held_out.codes
    rules = {share: right for share, _, right in codes["rules"].curve}
    return table(
        ("notes answered", "least confidence", "right", "right when ordered by the rules' constants"),
        [
            (f"{share:.0%}", number(least), number(right), number(rules.get(share)))
            for share, least, right in codes["combination"].curve
        ],
    )


def _looks_at(model: LinearClassifier) -> list[str]:
    words = sum(name.startswith(WORD) for name in model.weights)
    lines = [
        f"{len(model.weights)} features: {len(model.weights) - words} made of facts (pattern of the "
        f"deficits, words of weakness, diagnoses, written codes, setting), and {words} plain words of the "
        "sentences that speak of weakness or of a diagnosis. A word is known only if it stands in three "
        "notes of two writers.",
        "",
        "The strongest features of each class:",
        "",
    ]
    for i, label in enumerate(model.labels):
        top = sorted(model.weights, key=lambda name: (-model.weights[name][i], name))[:6]
        lines.append(f"- {label.replace('_', ' ')}: " + ", ".join(f"`{name}`" for name in top))
    return lines


def _limits(about: About) -> list[str]:
    return [
        "- It sees only what the reader finds: a diagnosis that is not read is not weighed.",
        "- The rules and the readers were mended with labelled notes at hand, the notes of this card "
        "among them where it is that of the shipped model. On notes that nobody has looked at they will "
        "be wrong more often, and the confidence with them. Measure it on your own: `rehabcode evaluate`.",
        "- Classes with few notes (see the table) are little more than a guess.",
        "- It is no clinical device: it speaks of how a note is coded, not of a patient.",
    ]


def _file(about: About) -> list[str]:
    made = ", ".join(f"{name} {version}" for name, version in about.versions.items())
    return [
        f"- SHA-256 `{about.sha256}`, {about.size} bytes",
        f"- made {about.date} with {made}",
        f"- weights of the classifier times {about.softening:g}, fitted on unseen writers",
        "- plain names and numbers in a joblib file; it is read without joblib, numpy or scikit-learn by "
        "a reader that refuses anything else, after its digest was checked",
    ]
