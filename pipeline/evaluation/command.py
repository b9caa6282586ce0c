"""The command `casebrief evaluate`. What it needs is imported when it runs."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import CasebriefError, SettingError

if TYPE_CHECKING:
    from pipeline.evaluation.briefs import Candidate
    from pipeline.evaluation.gold import GoldFile

BELOW = 1


@click.command()
@click.argument("input", required=False, type=click.Path(path_type=Path))
@click.option("--gold", "golds", multiple=True, required=True, type=click.Path(path_type=Path), metavar="DIR",
              help="Folder of *.gold.json files, or one of them. May be given several times.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Measure the briefs of this output folder.")
@click.option("--against", type=click.Path(path_type=Path), metavar="DIR", help="Compare with this earlier output folder.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), metavar="FILE", help="Write the report as JSON.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), metavar="FILE", help="Write the report as a page.")
@click.option("--list", "listed", type=click.IntRange(0), default=3, show_default=True, metavar="N",
              help="Faults shown for each field and kind; the files hold all.")  # fmt: skip
@click.option("--fail-under", multiple=True, metavar="[TIER.]FIGURE=VALUE",
              help="End with status 1 below this value. May be given several times.")  # fmt: skip
@click.option("--resamples", type=click.IntRange(0, 100_000), default=1000, show_default=True, metavar="N",
              help="Bootstrap draws for the intervals.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="Seed of the draws.")
@click.option("--rules", type=click.Path(path_type=Path), help="Folder of rule files laid over the packaged ones.")
@click.option("--base", metavar="NAME", help="Trained spaCy pipeline in place of blank English: a name or a folder.")
def evaluate(
    input: Path | None,
    golds: tuple[Path, ...],
    output: Path | None,
    against: Path | None,
    json_file: Path | None,
    html_file: Path | None,
    listed: int,
    fail_under: tuple[str, ...],
    resamples: int,
    seed: int,
    **flags: Any,
) -> None:
    """Measure briefs against gold, the right answers.

    \b
    Measured is one of
      INPUT         a document or a folder of documents, briefed here and now
      --output DIR  the briefs of an earlier run
      neither       the documents that lie beside the gold files

    \b
    Exit status: 0 measured, 1 a figure is under its threshold, 2 a wrong setting or broken gold.
    """
    with _refusals():
        from rich.console import Console

        from pipeline.evaluation.briefs import read_output
        from pipeline.evaluation.evaluating import evaluate as measure
        from pipeline.evaluation.gold import Tier, read_gold
        from pipeline.evaluation.page import page
        from pipeline.evaluation.terminal import show_report
        from pipeline.evaluation.thresholds import read_threshold, shortfalls

        thresholds = [read_threshold(written, Tier) for written in fail_under]
        for name, file in (("--json", json_file), ("--html", html_file)):
            _check(name, file)
        files = read_gold(golds)
        report = measure(
            files,
            _candidates(files, input, output, flags),
            against=(str(against), read_output(files, against, texts=False)) if against else None,
            places=[str(place) for place in golds],
            measured=str(output or input or "the documents beside the gold"),
            resamples=resamples,
            seed=seed,
        )
        below = list(shortfalls(report, thresholds))
        show_report(Console(), report, listed)
        if json_file:
            _write("--json", json_file, report.model_dump_json(indent=2) + "\n")
        if html_file:
            _write("--html", html_file, page(report))
    for line in below:
        click.echo(f"casebrief: {line}", err=True)
    sys.exit(BELOW if below else 0)


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn errors of our own tree into a message and a status."""
    from pipeline.cli import Failed, WrongSetting

    try:
        yield
    except SettingError as error:
        raise WrongSetting(str(error)) from error
    except CasebriefError as error:
        raise Failed(str(error)) from error


def _candidates(golds: "list[GoldFile]", source: Path | None, output: Path | None, flags: dict[str, Any]) -> "list[Candidate]":
    from pipeline.evaluation.briefs import brief_documents, read_output
    from pipeline.settings import read_settings

    if output is None:
        return brief_documents(golds, source, read_settings(flags))
    if source is not None:
        raise SettingError("INPUT and --output: name one of them, the documents to brief or the briefs that are there.")
    for name, value in flags.items():
        if value is not None:
            raise SettingError(
                f"--{name}: has no effect on the briefs of --output. Name the documents as INPUT, or leave it out."
            )
    return read_output(golds, output)


def _check(name: str, file: Path | None) -> None:
    if file is not None and (file.is_dir() or not file.parent.is_dir()):
        raise SettingError(f"{name} {file}: cannot be written. Name a file in a folder that is there.")


def _write(name: str, file: Path, content: str) -> None:
    from pipeline.output import write_atomically

    try:
        if file.is_symlink() or (file.exists() and not file.is_file()):  # a link or a device such as /dev/stdout stays
            file.write_text(content, encoding="utf-8")
        else:
            write_atomically(file, content)
    except OSError as error:
        raise SettingError(f"{name} {file}: cannot be written: {error.strerror}. Name another file.") from error
