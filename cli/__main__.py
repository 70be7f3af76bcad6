"""``python -m rehabcode.cli`` is the ``rehabcode`` command."""

from rehabcode.cli.main import app

app(prog_name="rehabcode")
