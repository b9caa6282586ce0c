"""The command `casebrief`. Prefect, spaCy and pandas are imported by the commands that need them, when they need them."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from pipeline.errors import CasebriefError, DocumentError, SettingError
from pipeline.evaluation.command import evaluate
from pipeline.version import version

if TYPE_CHECKING:
    from pipeline.reporting import RunReport
    from pipeline.run import Run

QUARANTINED = 1
WRONG_SETTING = 2
FAILED = 3


class Refusal(click.ClickException):
    """A message for the user; the exit status is that of the subclass."""

    def show(self, file: Any = None) -> None:
        """Print the message alone, on standard error."""
        click.echo(f"casebrief: {self.message}", file=file, err=file is None)


class NotBriefed(Refusal):
    """The one document that was asked for cannot be briefed."""

    exit_code = QUARANTINED


class WrongSetting(Refusal):
    """A setting that cannot be used."""

    exit_code = WRONG_SETTING


class Failed(Refusal):
    """The run itself failed."""

    exit_code = FAILED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version=version(), prog_name="casebrief", message="%(prog)s %(version)s")
def main() -> None:
    """Turn business case solutions into structured, validated, cited case briefs."""


main.add_command(evaluate)


@main.command()
@click.argument("input", required=False, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="Folder for the results.  [default: output]")
@click.option("--workers", type=int, help="Worker processes.  [default: one for each core, 4 at most]")
@click.option("--chunk", type=int, help="Documents a task takes at once.  [default: by their number]")
@click.option("--rules", type=click.Path(path_type=Path), help="Folder of rule files laid over the packaged ones.")
@click.option("--base", metavar="NAME", help="Trained spaCy pipeline in place of blank English: a name or a folder.")
@click.option("--review-below", type=float, help="Confidence under which an item is marked for review.  [default: 0.7]")
def run(**flags: Any) -> None:
    """Brief the new and changed documents of INPUT, a folder or a file.

    \b
    Every flag can stand as CASEBRIEF_<NAME> in the environment or as a key of casebrief.toml.
    Exit status: 0 all is well, 1 something is in quarantine, 2 a wrong setting, 3 the run failed.
    """
    from pipeline.run import opened
    from pipeline.settings import read_settings

    with _messages(), opened(read_settings(flags)) as planned:
        if not planned.plan.work:
            planned.settle()
            if planned.tables_stale:
                planned.export()
            report = planned.finish()
            _summary(None, report)
        else:
            report = _run_with_prefect(planned)
    sys.exit(QUARANTINED if report.counts["quarantined"] else 0)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the brief as JSON.")
@click.option("--rules", type=click.Path(path_type=Path), help="Folder of rule files laid over the packaged ones.")
@click.option("--base", metavar="NAME", help="Trained spaCy pipeline in place of blank English: a name or a folder.")
@click.option("--review-below", type=float, help="Confidence under which an item is marked for review.  [default: 0.7]")
def brief(file: Path, as_json: bool, **flags: Any) -> None:
    """Show the brief of one document; nothing is written.

    Exit status: 0 all is well, 1 the document cannot be briefed, 2 a wrong setting.
    """
    from pipeline.briefing import brief_bytes, written
    from pipeline.discovery import discover
    from pipeline.fingerprint import fingerprint
    from pipeline.reading import read_bytes
    from pipeline.settings import read_settings
    from pipeline.workers import built

    with _messages():
        settings = read_settings(flags)
        if file.is_dir():
            raise SettingError(f"{file}: is a folder. Name a document, or use `casebrief run {file}`.")
        (document,) = discover(file).documents
        fingerprint(settings.rules, settings.base, settings.review_below)
        briefed = brief_bytes(
            read_bytes(document.path, settings.max_bytes),
            document.uri,
            built(settings.rules, settings.base, settings.review_below),
        )
    if as_json:
        click.echo(written(briefed.brief), nl=False)
        return
    from rich.console import Console

    from pipeline.rendering import show_brief

    show_brief(Console(), briefed.brief)


@main.command()
@click.option("--table", metavar="NAME", help="The schema of a row of this table in place of the brief's.")
def schema(table: str | None) -> None:
    """Print the JSON Schema (draft 2020-12) of a brief or of a table's rows."""
    from schemas.published import brief_schema, table_schema, written
    from schemas.tables import tables

    if table is not None and table not in tables():
        raise WrongSetting(f"--table: there is no table {table!r}. Tables: {', '.join(tables())}.")
    click.echo(written(brief_schema() if table is None else table_schema(table)), nl=False)


@contextlib.contextmanager
def _messages() -> Iterator[None]:
    """Turn errors of our own tree into a message and a status."""
    try:
        yield
    except SettingError as error:
        raise WrongSetting(str(error)) from error
    except DocumentError as error:
        raise NotBriefed(f"{error}. {error.next_step}") from error
    except CasebriefError as error:
        raise Failed(str(error)) from error


def _run_with_prefect(planned: "Run") -> "RunReport":
    """The run as a Prefect flow; worker processes build their pipelines while the server starts."""
    from rich.console import Console

    from pipeline.orchestration import LOG, await_server, kept_from_the_screen, start_server
    from pipeline.screen import RunProgress
    from pipeline.workers import WorkerPool

    log = planned.output.state / LOG
    with kept_from_the_screen(log) as (out, err):
        console = Console(file=err)
        pool = WorkerPool(planned.order, planned.settings.worker_count)
        server = None
        try:
            if planned.settings.rules or planned.settings.base:
                pool.check()  # a wrong setting is told before the server starts
            planned.begin_ahead(pool)
            with RunProgress(console, len(planned.plan.work)) as progress:
                with planned.timed("start"):
                    server = start_server(planned.output.state, log)
                    from pipeline.flow import brief_cases, prepared

                    if server:
                        await_server(server, planned.output.state)
                with prepared(planned, pool, progress.advance):
                    brief_cases(**planned.settings.model_dump())
        except (CasebriefError, KeyboardInterrupt):
            raise
        except Exception as error:
            raise CasebriefError(
                f"The run failed: {type(error).__name__}: {error}\nWhat was done is kept; the log is {log}. Run again."
            ) from error
        finally:
            pool.close()
            if server:
                server.close()
        if planned.report is None:
            raise CasebriefError("The flow ended without a report.")
        _summary(out, planned.report)
    return planned.report


def _summary(file: TextIO | None, report: "RunReport") -> None:
    from rich.console import Console

    from pipeline.screen import show_summary

    show_summary(Console(file=file), report)
