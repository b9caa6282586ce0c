"""`casebrief evaluate`: what it prints and writes, and how it ends."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bakery import TEXT, brief, evidence, gold, item, write_gold, write_output
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.evaluation.command import evaluate as command
from pipeline.evaluation.report import Report

ROOT = Path(__file__).parents[3]
HOSTILE = '</script><img src=x onerror="alert(1)">&amp; [bold]'


def evaluate(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)], env={"COLUMNS": "200"}, catch_exceptions=False)


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """Gold, and beside it an output that is right in everything."""
    write_gold(tmp_path / "gold", gold())
    return write_output(tmp_path / "right", brief())


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """An output with a miss, a false find and a wrong attribute."""
    found = brief()
    del found["stakeholders"][1]
    found["risks"].append(item("lease three vans", title=None, severity=None, likelihood=None))
    found["verdict"]["decision"] = "other"
    return write_output(tmp_path / "wrong", found)


def test_the_figures_and_the_faults_are_printed(right: Path, wrong: Path) -> None:
    result = evaluate("--gold", "gold", "--output", wrong)
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    assert ["stakeholders", "1.000", "0.500", "0.667", "–", "0.667", "0.667", "2", "1"] in lines
    missed, found = (evidence(text) for text in ("fears for its jobs on the water", "lease three vans"))
    assert f"bakery.txt:9 ({missed['start']}-{missed['end']}) missed: fears for its jobs on the water" in result.output
    assert f"bakery.txt:18 ({found['start']}-{found['end']}) false find: lease three vans" in result.output
    assert "wrong attribute decision: approved became other" in result.output


def test_no_fault_is_listed_where_there_is_none_or_none_is_asked_for(right: Path, wrong: Path) -> None:
    assert "missed" not in evaluate("--gold", "gold", "--output", right).output
    assert "missed" not in evaluate("--gold", "gold", "--output", wrong, "--list", 0).output


def test_the_json_is_the_report_and_the_same_each_time(right: Path, wrong: Path, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        assert evaluate("--gold", "gold", "--output", wrong, "--against", right, "--json", name).exit_code == 0
    first = (tmp_path / "one.json").read_text(encoding="utf-8")
    assert first == (tmp_path / "two.json").read_text(encoding="utf-8")
    report = Report.model_validate_json(first)
    assert report.model_dump_json(indent=2) + "\n" == first
    content = json.loads(first)
    assert content["format_version"] == "1.0.0"
    assert content["groups"]["house"]["fields"]["stakeholders"]["overlap"]["f1"] == 0.666667
    assert {change["after"] for change in content["comparison"]["changes"]} == {"missed", "false_find", "wrong_attribute"}


def test_losses_against_an_earlier_output_are_printed(right: Path, wrong: Path) -> None:
    output = evaluate("--gold", "gold", "--output", wrong, "--against", right).output
    assert "Losses: 4" in output  # the stakeholder with its citation, the risk, the verdict
    assert "Gains: 0" in output
    assert "right → missed: fears for its jobs on the water" in output


def test_thresholds_decide_the_exit_status(right: Path, wrong: Path) -> None:
    def status(output: Path, *thresholds: str) -> int:
        return evaluate(
            "--gold", "gold", "--output", output, *(f"--fail-under={threshold}" for threshold in thresholds)
        ).exit_code

    assert status(right, "core=1", "house.metrics.attributes=1", "verdict.decision=1", "provenance=1") == 0
    assert status(wrong, "metrics=1") == 0
    assert status(wrong, "metrics=1", "stakeholders=0.7") == 1
    assert status(wrong, "house.verdict=1") == 0
    assert status(wrong, "house.verdict.attributes=0.5") == 1
    assert status(wrong, "documents_right=1") == 1
    for unknown in ("metrics", "metrics=2", "metrics=x", "metric=0.5", "prose.metrics=0.5", "house.roadmap.x=0.1"):
        assert status(right, unknown) == 2, unknown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gold", "none"], "none: no such file or folder"),
        (["--gold", "."], "holds no file *.gold.json"),
        (["--gold", "gold"], "no document gold/bakery.txt"),
        (["--gold", "gold", "none"], "none: no such file or folder"),
        (["--gold", "gold", "--output", "gold"], "holds no folder briefs/"),
        (["--gold", "gold", "--output", "right", "right"], "name one of them"),
        (["--gold", "gold", "--output", "right", "--base", "x"], "--base: has no effect"),
        (["--gold", "gold", "--output", "right", "--json", "no/where.json"], "--json no/where.json: cannot be written"),
        (["--gold", "gold", "--output", "right", "--html", "gold"], "--html gold: cannot be written"),
        (["--gold", "gold", "--output", "right", "--against", "gold"], "holds no folder briefs/"),
        (["--gold", "gold", "--output", "empty"], "There is no brief for any of 1 gold files"),
        (["--gold", "gold", "--output", "right", "--against", "empty"], "--against empty: holds no brief"),
        (["--gold", "gold", "--output", "broken"], "a.json: cannot be read as a brief"),
        (["--gold", "gold", "--output", "textless"], "bakery.txt: the text of bakery.json cannot be read"),
        (["--gold", "gold", "--output", "twofold"], "'bakery.txt' may be 'x/bakery.txt' or 'y/bakery.txt'"),
    ],
)  # fmt: skip
def test_wrong_settings_end_with_2_and_say_what_to_do(right: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "empty" / "briefs").mkdir(parents=True)
    write_output(tmp_path / "broken")
    (tmp_path / "broken" / "briefs" / "a.json").write_text("{", encoding="utf-8")
    write_output(tmp_path / "textless", brief(), text=None)
    copies = [brief() | {"id": name, "source": {"uri": f"{name}/bakery.txt"}} for name in "xy"]
    write_output(tmp_path / "twofold", *copies)
    result = evaluate(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_document_without_a_brief_is_named_and_counted(right: Path, tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", gold() | {"source": "lost.txt"})
    result = evaluate("--gold", "gold", "--output", right, "--list", 0)
    assert result.exit_code == 0
    assert "No brief for lost.txt" in result.output


def test_a_source_may_say_as_much_of_the_path_as_is_needed(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", gold() | {"source": "y/bakery.txt"})
    worse = brief() | {"id": "x", "source": {"uri": "x/bakery.txt"}, "risks": []}
    write_output(tmp_path / "out", worse, brief() | {"id": "y", "source": {"uri": "in/y/bakery.txt"}})
    assert evaluate("--gold", "gold", "--output", "out", "--fail-under", "items=1").exit_code == 0


def test_documents_are_briefed_here_from_the_input_or_beside_the_gold(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", gold())
    (tmp_path / "cases" / "deep").mkdir(parents=True)
    (tmp_path / "cases" / "deep" / "bakery.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "cases" / "other.txt").write_text("Nothing of interest.", encoding="utf-8")
    from_input = evaluate("--gold", "gold", "cases", "--json", "input.json")
    assert from_input.exit_code == 0, from_input.output
    (tmp_path / "gold" / "bakery.txt").write_text(TEXT, encoding="utf-8")
    assert evaluate("--gold", "gold", "--json", "beside.json").exit_code == 0
    one, other = (json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("input.json", "beside.json"))
    assert one["groups"] == other["groups"]
    assert one["groups"]["house"]["fields"]["title"]["overlap"]["f1"] == 1


def test_a_document_that_cannot_be_briefed_is_a_problem_of_the_report(right: Path, tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", gold() | {"source": "empty.txt"})
    (tmp_path / "gold" / "bakery.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold" / "empty.txt").write_text("  \n", encoding="utf-8")
    result = evaluate("--gold", "gold", "--list", 0)
    assert result.exit_code == 0
    assert "No brief for empty.txt: empty:" in result.output


class Tags(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_escapes_everything_and_asks_for_nothing(tmp_path: Path) -> None:
    wanted = gold() | {"source": f"{HOSTILE}.txt".replace("/", "|")}
    wanted["stakeholders"][0]["name"] = HOSTILE
    found = brief() | {"source": {"uri": wanted["source"]}, "title": HOSTILE}
    found["stakeholders"][1]["text"] = HOSTILE
    found["risks"][0].update(title=HOSTILE, confidence=0.5, method=HOSTILE)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.gold.json").write_text(json.dumps(wanted), encoding="utf-8")
    write_output(tmp_path / "out", found)
    write_output(tmp_path / "old", brief() | {"source": {"uri": wanted["source"]}})
    result = evaluate("--gold", "gold", "--output", "out", "--against", "old", "--html", "page.html")
    assert result.exit_code == 0, result.output
    assert HOSTILE in result.output
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & set(tags.tags)
    assert not {"src", "href", "action", "style"} & {name for name, _ in tags.attributes}
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert tags.text.count(HOSTILE) >= 5
    assert "url(" not in page
    assert "@import" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_page_holds_every_finding_and_figure(right: Path, wrong: Path, tmp_path: Path) -> None:
    evaluate("--gold", "gold", "--output", wrong, "--against", right, "--html", "page.html")
    tags = Tags()
    tags.feed((tmp_path / "page.html").read_text(encoding="utf-8"))
    for shown in (
        "0.667",
        "fears for its jobs on the water",
        "line 9, characters 252 to 283",
        "lease three vans",
        "right → missed",
    ):
        assert shown in tags.text, shown


def test_a_file_that_is_a_link_stays_one(right: Path, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert evaluate("--gold", "gold", "--output", right, "--json", "link.json").exit_code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert Report.model_validate_json((tmp_path / "real.json").read_text(encoding="utf-8"))


def test_every_option_is_documented() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    options = [option.opts[0] for option in command.params if option.opts[0].startswith("--")]
    assert len(options) == 11
    assert [option for option in options if f"`{option}" not in page] == []


def test_measuring_an_output_imports_neither_spacy_nor_prefect_nor_pandas(right: Path) -> None:
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(['evaluate', '--gold', 'gold', '--output', 'right'], prog_name='casebrief')\n"
        "except SystemExit: pass\n"
        "print([name for name in ('spacy', 'prefect', 'pandas') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, cwd=right.parent
    )
    assert result.stdout.splitlines()[-1] == "[]"
