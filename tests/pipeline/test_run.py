"""A run without Prefect: what it writes, what it leaves alone, what it puts in quarantine."""

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FERRIES, contents

from pipeline.codes import CODES
from pipeline.errors import OutputBusyError, SettingError
from pipeline.ledger import Ledger, State
from pipeline.output import OutputFolder, OutputLock
from pipeline.reporting import RunReport
from pipeline.run import opened, run_plain
from pipeline.settings import Settings
from schemas import CaseBrief

BriefAll = Callable[[], RunReport]


def counts(report: RunReport) -> dict[str, int]:
    """The counts that are not zero; they must add up."""
    found = report.counts
    assert found["found"] == sum(found[name] for name in ("new", "changed", "unchanged", "quarantined"))
    assert found["quarantined"] == len(report.quarantined)
    return {name: count for name, count in found.items() if count and name not in ("found", "newly_quarantined")}


def read_table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_document_becomes_a_brief_its_text_and_rows(brief_all: BriefAll, out: Path) -> None:
    report = brief_all()
    assert counts(report) == {"new": 2}
    assert len(list((out / "briefs").iterdir())) == 2
    for path in (out / "briefs").iterdir():
        written = path.read_text(encoding="utf-8")
        brief = CaseBrief.model_validate_json(written)
        assert path.name == f"{brief.id}.json"
        assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2) + "\n"
        assert list(json.loads(written)) == list(CaseBrief.model_fields)
        assert len((out / "text" / f"{brief.id}.txt").read_bytes().decode()) == brief.source.characters
    assert {row["source_uri"] for row in read_table(out, "briefs")} == {"ferries.txt", "food/Orchard Case.md"}
    assert "14000000" in {row["value"].removesuffix(".0") for row in read_table(out, "metrics")}


def test_the_canonical_text_of_a_utf_8_file_is_the_file(brief_all: BriefAll, cases: Path, out: Path) -> None:
    brief_all()
    texts = {path.read_bytes() for path in (out / "text").iterdir()}
    assert texts == {path.read_bytes() for path in cases.rglob("*.*") if path.is_file()}


def test_the_report_lies_in_run_json(brief_all: BriefAll, out: Path) -> None:
    report = brief_all()
    written = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(report.as_json()))
    assert written["items"]["stakeholders"] == len(read_table(out, "stakeholders"))
    assert written["items"]["quantities"] == len(read_table(out, "quantities"))
    assert written["items"]["citations"] == len(read_table(out, "citations"))
    assert {"plan", "brief", "export", "total"} <= set(written["seconds"])


def test_a_second_run_changes_nothing(brief_all: BriefAll, out: Path) -> None:
    brief_all()
    before = contents(out)
    stamps = {path: path.stat().st_mtime_ns for path in out.glob("[!.]*/*")}
    report = brief_all()
    assert counts(report) == {"unchanged": 2}
    assert report.idle
    assert contents(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.glob("[!.]*/*")} == stamps


def test_a_run_elsewhere_gives_the_same_bytes(brief_all: BriefAll, settings: Settings, tmp_path: Path) -> None:
    brief_all()
    run_plain(settings.model_copy(update={"output": tmp_path / "elsewhere", "chunk": 1}))
    assert contents(tmp_path / "elsewhere") == contents(settings.output)


def test_a_changed_document_is_briefed_anew_under_its_id(brief_all: BriefAll, cases: Path, out: Path) -> None:
    brief_all()
    names = set(contents(out))
    (cases / "ferries.txt").write_text(FERRIES.replace("$14 million", "$15 million"), encoding="utf-8")
    assert counts(brief_all()) == {"changed": 1, "unchanged": 1}
    assert set(contents(out)) == names
    assert "15000000" in {row["value"].removesuffix(".0") for row in read_table(out, "metrics")}


def test_a_removed_document_leaves_files_and_tables(brief_all: BriefAll, cases: Path, out: Path) -> None:
    brief_all()
    (cases / "food" / "Orchard Case.md").unlink()
    assert counts(brief_all()) == {"unchanged": 1, "removed": 1}
    assert {path.stem[:7] for path in (out / "briefs").iterdir()} == {"ferries"}
    assert {path.stem[:7] for path in (out / "text").iterdir()} == {"ferries"}
    assert [row["source_uri"] for row in read_table(out, "briefs")] == ["ferries.txt"]


def test_a_run_over_one_file_leaves_the_others_alone(brief_all: BriefAll, settings: Settings, cases: Path, out: Path) -> None:
    brief_all()
    report = run_plain(settings.model_copy(update={"input": cases / "ferries.txt"}))
    assert counts(report) == {"unchanged": 1}
    assert len(list((out / "briefs").iterdir())) == 2


@pytest.mark.parametrize("part", ["briefs", "text", "tables"])
def test_a_result_that_was_lost_is_made_again(brief_all: BriefAll, out: Path, part: str) -> None:
    brief_all()
    before = contents(out)
    next(iter(sorted((out / part).iterdir()))).unlink()
    brief_all()
    assert contents(out) == before


# fmt: off
BAD = [
    (b"",                       "empty"),
    (b"\x81\x8d",               "undecodable"),
    (b"%PDF-1.4",               "binary"),
    (b"Mix flour and water.\n", "nothing-found"),
]
# fmt: on


@pytest.mark.parametrize(("data", "code"), BAD)
def test_a_bad_document_is_quarantined_and_the_run_goes_on(
    brief_all: BriefAll, cases: Path, out: Path, data: bytes, code: str
) -> None:
    (cases / "bad.txt").write_bytes(data)
    report = brief_all()
    assert counts(report) == {"new": 2, "quarantined": 1}
    (path,) = (out / "quarantine").iterdir()
    record = json.loads(path.read_text(encoding="utf-8"))
    assert (record["uri"], record["code"]) == ("bad.txt", code)
    assert record["next_step"] == CODES[code].next_step
    assert len(record["sha256"]) == 64
    assert record["message"]
    again = brief_all()
    assert counts(again) == {"unchanged": 2, "quarantined": 1}
    assert again.idle
    assert json.loads(path.read_text(encoding="utf-8")) == record


def test_a_document_that_is_mended_leaves_quarantine(brief_all: BriefAll, cases: Path, out: Path) -> None:
    (cases / "ferries.txt").write_bytes(b"")
    assert counts(brief_all()) == {"new": 1, "quarantined": 1}
    (cases / "ferries.txt").write_text(FERRIES, encoding="utf-8")
    assert counts(brief_all()) == {"changed": 1, "unchanged": 1}
    assert not list((out / "quarantine").iterdir())


def test_a_document_that_goes_bad_leaves_the_dataset(brief_all: BriefAll, cases: Path, out: Path) -> None:
    brief_all()
    (cases / "ferries.txt").write_bytes(b"")
    assert counts(brief_all()) == {"unchanged": 1, "quarantined": 1}
    assert [row["source_uri"] for row in read_table(out, "briefs")] == ["food/Orchard Case.md"]
    assert len(list((out / "briefs").iterdir())) == len(list((out / "text").iterdir())) == 1
    (cases / "ferries.txt").unlink()
    assert counts(brief_all()) == {"unchanged": 1, "removed": 1}
    assert not list((out / "quarantine").iterdir())


def test_what_cannot_be_read_is_quarantined_without_a_hash(brief_all: BriefAll, cases: Path, out: Path) -> None:
    (cases / "broken.txt").symlink_to(cases / "nowhere.txt")
    os.mkfifo(cases / "pipe.txt")
    (cases / "folder.txt").mkdir()
    report = brief_all()
    assert counts(report) == {"new": 2, "quarantined": 2}
    assert [(entry.uri, entry.code, entry.sha256) for entry in report.quarantined] == [
        ("broken.txt", "not-a-file", None),
        ("pipe.txt", "not-a-file", None),
    ]
    assert counts(brief_all()) == {"unchanged": 2, "quarantined": 2}


def test_a_file_that_vanishes_between_listing_and_reading_is_quarantined(settings: Settings, cases: Path) -> None:
    with opened(settings) as run:
        (cases / "ferries.txt").unlink()
        from pipeline.workers import ThisProcess

        worker = ThisProcess(run.order)
        for chunk in run.chunks:
            run.begin(chunk)
            run.record(worker.brief(chunk))
        run.settle()
        run.export()
        report = run.finish()
    assert counts(report) == {"new": 1, "quarantined": 1}
    assert report.quarantined[0].code == "vanished"


def test_a_document_too_large_comes_back_when_the_limit_is_raised(settings: Settings, cases: Path) -> None:
    (cases / "ferries.txt").write_text(FERRIES + "\n" * 2000, encoding="utf-8")
    small = settings.model_copy(update={"max_bytes": 2000})
    report = run_plain(small)
    assert [entry.code for entry in report.quarantined] == ["too-large"]
    assert counts(run_plain(settings)) == {"changed": 1, "unchanged": 1}


def test_a_failing_extractor_costs_only_its_document(brief_all: BriefAll, cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import extractors

    genuine = extractors.extract_brief

    def fail(text: str, **rest: object) -> CaseBrief:
        if "Orchard" in text:
            raise ZeroDivisionError("no metrics")
        return genuine(text, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(extractors, "extract_brief", fail, raising=False)
    report = brief_all()
    assert counts(report) == {"new": 1, "quarantined": 1}
    assert report.quarantined[0].code == "extractor-failed"
    assert "ZeroDivisionError: no metrics" in str(report.quarantined[0].message)


def test_a_run_that_broke_off_is_taken_up_again(brief_all: BriefAll, settings: Settings, cases: Path, out: Path) -> None:
    brief_all()
    before = contents(out)
    (cases / "ferries.txt").write_text("# Nothing like it\n\n## Risks\n\n- Frost: likely.\n", encoding="utf-8")
    with opened(settings) as run:  # a worker wrote, and the run died before it could say so
        for chunk in run.chunks:
            run.begin(chunk)
            for document in chunk:
                (out / "briefs" / f"{document.id}.json").write_text("{}", encoding="utf-8")
                (out / "briefs" / f".{document.id}.json.part").write_text("{", encoding="utf-8")
    (cases / "ferries.txt").write_text(FERRIES, encoding="utf-8")
    assert counts(brief_all()) == {"changed": 1, "unchanged": 1}
    assert contents(out) == before


def test_other_rules_brief_every_document_anew(settings: Settings, tmp_path: Path) -> None:
    run_plain(settings)
    rules = tmp_path / "rules"
    rules.mkdir()
    assert counts(run_plain(settings.model_copy(update={"rules": rules}))) == {"unchanged": 2}
    (rules / "title_suffixes.toml").write_text('source = "this test"\nrules = []\n', encoding="utf-8")
    assert counts(run_plain(settings.model_copy(update={"rules": rules}))) == {"changed": 2}


def test_a_second_run_on_the_same_output_is_refused(settings: Settings) -> None:
    output = OutputFolder(settings.output)
    output.prepare()
    with OutputLock(output), pytest.raises(OutputBusyError, match="another run"):
        run_plain(settings)


# fmt: off
REFUSED = [
    ("input",  "missing",  "no such file or folder"),
    ("input",  "bare",     "holds no document"),
    ("output", "file.bin", "is a file"),
    ("output", "cases",    "is the input itself"),
    ("rules",  "missing",  "no such folder of rules"),
    ("rules",  "bad",      "no rule file has this name"),
    ("base",   "missing",  "no spaCy pipeline 'missing' is installed"),
]
# fmt: on


@pytest.mark.parametrize(("name", "value", "message"), REFUSED)
def test_a_setting_that_cannot_be_used_is_refused_before_damage(
    settings: Settings, tmp_path: Path, name: str, value: str, message: str
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "file.bin").write_bytes(b"")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "no_such_rules.toml").write_text("", encoding="utf-8")
    given = value if name == "base" else tmp_path / value
    with pytest.raises(SettingError, match=message):
        run_plain(settings.model_copy(update={name: given}))
    assert not list(settings.output.glob("briefs/*"))


def test_an_input_that_lost_everything_does_not_empty_the_dataset(brief_all: BriefAll, cases: Path, out: Path) -> None:
    brief_all()
    before = contents(out)
    for path in cases.rglob("*.*"):
        path.unlink()
    with pytest.raises(SettingError, match="holds no document"):
        brief_all()
    assert contents(out) == before


def test_a_ledger_of_a_later_version_is_left_alone(settings: Settings) -> None:
    import sqlite3

    settings.output.joinpath(".casebrief").mkdir(parents=True)
    with sqlite3.connect(settings.output / ".casebrief" / "ledger.sqlite") as base:
        base.execute("PRAGMA user_version=99")
    base.close()
    with pytest.raises(SettingError, match="later version"):
        run_plain(settings)


def test_the_ledger_keeps_what_it_is_told(settings: Settings, brief_all: BriefAll) -> None:
    brief_all()
    ledger = Ledger(settings.output / ".casebrief")
    entries = ledger.entries()
    ledger.close()
    assert list(entries) == ["ferries.txt", "food/Orchard Case.md"]
    assert {entry.state for entry in entries.values()} == {State.BRIEFED}
    assert entries["ferries.txt"].items["options"] == 1
    assert entries["ferries.txt"].characters == len(FERRIES)
