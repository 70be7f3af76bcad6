"""Options that several commands share: one name, one help text."""

from __future__ import annotations

from typing import Annotated

import typer

OutFile = Annotated[
    str | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write to FILE, which appears complete or not at all."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the --out file when it exists.")]
Rules = Annotated[
    str | None,
    typer.Option("--rules", metavar="FILE", help="Your own words and cues: JSON in medspaCy's form."),
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="FILE", help="Your own model, made by rehabcode train.")
]
ModelSha256 = Annotated[
    str | None,
    typer.Option("--model-sha256", metavar="HASH", help="The digest that your model's file must have."),
]
