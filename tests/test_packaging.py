"""The list of packages in pyproject.toml names every folder with code, and nothing else."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOP = ("nlp", "models", "training", "corpus_samples", "cli")


def test_every_folder_with_code_is_a_listed_package() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    on_disk = {
        "rehabcode." + ".".join(init.parent.relative_to(ROOT).parts)
        for top in TOP
        for init in (ROOT / top).rglob("__init__.py")
    }
    assert listed == on_disk


def test_data_files_travel_with_the_package() -> None:
    for package in ("nlp", "models"):
        shipped = {f.name for f in files(f"rehabcode.{package}.data").iterdir()}
        assert {f.name for f in (ROOT / package / "data").iterdir()} <= shipped
