"""``rehabcode evaluate``: compare reports with gold labels."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from rehabcode.cli import engine, output, terminal, whole
from rehabcode.cli.options import Force, Model, ModelSha256, OutFile
from rehabcode.cli.problems import UserError, unexpected

if TYPE_CHECKING:
    from rehabcode.training.evaluate import Scores

RUN = "run"


class EvaluateFormat(StrEnum):
    """How figures are shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def evaluate(
    gold: Annotated[
        str,
        typer.Argument(
            metavar="GOLD",
            help='Labelled notes (.jsonl, as rehabcode samples --format jsonl gives them), or "samples".',
        ),
    ],
    reports: Annotated[
        str,
        typer.Option("--reports", metavar="FILE", help='Reports (.jsonl), or "run": answer the notes now.'),
    ] = RUN,
    texts: Annotated[
        str | None,
        typer.Option(
            "--texts", metavar="FILE", help="Texts by id (.jsonl), where the gold file holds only digests."
        ),
    ] = None,
    form: Annotated[
        EvaluateFormat, typer.Option("--format", "-f", help="text, json, or html.")
    ] = EvaluateFormat.TEXT,
    errors: Annotated[
        bool, typer.Option("--errors", help="List every miss and false alarm (ids and keys, no note text).")
    ] = False,
    model: Model = None,
    model_sha256: ModelSha256 = None,
    out: OutFile = None,
    force: Force = False,
) -> None:
    """Compare reports with gold labels: facts, codes, gaps, confusion and calibration."""
    engine.use_model(model, model_sha256)
    inputs = tuple(path for path in (gold, reports, texts) if path and path not in (RUN, "samples"))
    with output.opened(out, force=force, inputs=inputs) as stream:
        stream.write(_rendered(_scores(gold, reports, texts), form, errors, stream))


def _scores(gold: str, reports: str, texts: str | None) -> Scores:
    from rehabcode.training.evaluate import BadGoldError, evaluate

    golds = list(_golds(gold))
    by_id = {str(line.get("id")): line.get("text") for line in _lines(texts)} if texts else {}
    given = _run(golds, by_id) if reports == RUN else _reports(reports)
    try:
        return evaluate(golds, given, {key: text for key, text in by_id.items() if isinstance(text, str)})
    except BadGoldError as problem:
        raise UserError(gold, str(problem)) from None
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise UserError(
            gold if reports == RUN else f"{gold}, {reports}",
            f"a line is not in the form of gold labels or reports ({type(problem).__name__})",
        ) from None


def _golds(gold: str) -> Iterator[dict[str, Any]]:
    if gold == "samples":
        from rehabcode.cli.samples import shipped

        yield from shipped()
        return
    for number, line in enumerate(_lines(gold), 1):
        if "id" not in line or not isinstance(line.get("gold"), dict):
            raise UserError(
                f"{gold}, row {number}", 'has no "id" or no "gold"; see rehabcode samples --format jsonl'
            )
        yield line


def _reports(path: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(_lines(path), 1):
        note = line.get("note")
        if not isinstance(note, dict) or "id" not in note:
            raise UserError(
                f"{path}, row {number}", "is no report; rehabcode suggest --format jsonl writes them"
            )
        found[str(note["id"])] = line
    return found


def _run(golds: list[dict[str, Any]], texts: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Answer the labelled notes now."""
    engine.load()
    found: dict[str, dict[str, Any]] = {}
    for line in golds:
        text = line.get("text") or texts.get(str(line["id"]))
        if not isinstance(text, str):
            continue
        try:
            found[str(line["id"])] = engine.answer(text, note_id=str(line["id"]), meta={})
        except UserError:
            raise
        except Exception as error:
            raise UserError(f"note {line['id']}", f"was not answered: {unexpected(error)}") from None
    return found


def _lines(path: str) -> Iterator[dict[str, Any]]:
    return whole.objects(whole.content(path).text, path, "one stands on each line")


def _rendered(scores: Scores, form: EvaluateFormat, errors: bool, stream: TextIO) -> str:
    from rehabcode.cli import render_scores
    from rehabcode.training.evaluate import as_dict

    figures = as_dict(scores)
    misses = [(m.id, m.kind, m.what, m.key) for m in scores.misses] if errors else []
    if form is EvaluateFormat.JSON:
        output.use_utf8(stream)
        if errors:
            names = ("id", "kind", "what", "key")
            figures["errors"] = [dict(zip(names, miss, strict=True)) for miss in misses]
        return output.dump(figures, indent=2) + "\n"
    if form is EvaluateFormat.HTML:
        from rehabcode.training.evaluate import bins_of
        from rehabcode.training.plot import calibration_svg

        output.use_utf8(stream)
        plot = calibration_svg(bins_of(scores), "Confidence of the primary code")
        return render_scores.document(figures, misses, plot)
    return terminal.encodable(render_scores.text(figures, misses), stream)
