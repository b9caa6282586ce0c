"""Gold as it is written by hand, with the slips that hands make."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bakery import gold, write_gold

from pipeline.errors import SettingError
from pipeline.evaluation.gold import read_gold

Spoil = Callable[[dict[str, Any]], object]
ROOT = Path(__file__).parents[3]


def test_the_least_gold_is_three_keys(tmp_path: Path) -> None:
    write_gold(tmp_path, {"source": "a.txt", "tier": "house", "title": "A"})
    (file,) = read_gold([tmp_path])
    assert (file.gold.source, file.gold.metrics, file.gold.related_cases) == ("a.txt", (), None)


def test_numbers_without_quotation_marks_are_texts(tmp_path: Path) -> None:
    content = gold()
    content["options"][0]["number"] = 1
    content["recommendation"]["chosen"] = [1]
    content["metrics"][0]["quantities"][0]["period"] = 2021
    (file,) = read_gold([write_gold(tmp_path, content)])
    assert file.gold.options[0].number == "1"
    assert file.gold.metrics[0].quantities[0].period == "2021"


BROKEN: list[tuple[Spoil, str]] = [
    (lambda g: g.pop("title"), "title: is missing"),
    (lambda g: g.update(tier="novel"), "tier: Input should be 'house', 'variant' or 'prose', not 'novel'"),
    (lambda g: g.update(metric=[]), "metric: no such key. Known here: source, tier, title"),
    (lambda g: g["stakeholders"][1].update(stnace="mixed"), "stakeholders[1].stnace: no such key. Known here: label, text"),
    (lambda g: g["stakeholders"][1].update(stance="sour"), "stakeholders[1].stance: Input should be"),
    (lambda g: g["metrics"][1]["quantities"][0].update(value="2"), ""),  # a number in quotation marks is one
    (lambda g: g["metrics"][1]["quantities"][0].update(value="two"), "metrics[1].quantities[0].value: "),
    (
        lambda g: g["metrics"][1]["quantities"][0].update(currency="USD"),
        "quantities[0].currency: no such key. Known here: text, value",
    ),
    (lambda g: g["metrics"][1]["quantities"][0].update(period="2021-03"), "metrics[1].quantities[0].period: "),
    (lambda g: g["metrics"][0].update(citations=["Exhibit"]), "metrics[0].citations[0]: a citation is 'kind locator'"),
    (lambda g: g["metrics"][0].update(citations=["chart 4"]), "metrics[0].citations[0]: a citation is 'kind locator'"),
    (lambda g: g["recommendation"].update(chosen=["B"]), "recommendation.chosen: 'B' is the number of no option"),
    (lambda g: g["metrics"][0].update(text=""), "metrics[0].text: "),
    (lambda g: g["metrics"].append("Revenue"), "metrics[2]: must be an object in braces, not 'Revenue'"),
]


@pytest.mark.parametrize(("spoil", "message"), BROKEN)
def test_broken_gold_is_refused_with_its_place(tmp_path: Path, spoil: Spoil, message: str) -> None:
    content = gold()
    spoil(content)
    path = write_gold(tmp_path, content)
    if not message:
        assert read_gold([path])
        return
    with pytest.raises(SettingError) as raised:
        read_gold([path])
    assert str(raised.value).startswith(f"{path}: ")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"source": "a.txt",\n "tier": }', "line 2, column 10: no JSON"),
        (b'{"source": "a.txt", "source": "b.txt"}', "the key 'source' stands twice"),
        (b'{"title": "\xff"}', "byte 11: not UTF-8"),
        (b"[]", "the file: must be an object in braces, not []"),
    ],
)
def test_what_is_no_json_object_is_refused_with_its_place(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.gold.json"
    path.write_bytes(content)
    with pytest.raises(SettingError) as raised:
        read_gold([tmp_path])
    assert str(path) in str(raised.value)
    assert message in str(raised.value)


def test_all_faults_of_all_files_are_told_up_to_ten(tmp_path: Path) -> None:
    for i in range(12):
        write_gold(tmp_path, gold() | {"source": f"{i:02}.txt", "tier": "novel"})
    with pytest.raises(SettingError) as raised:
        read_gold([tmp_path])
    lines = str(raised.value).splitlines()
    assert (len(lines), lines[-1]) == (11, "... and 2 more")


def test_two_answers_for_one_document_are_refused(tmp_path: Path) -> None:
    write_gold(tmp_path / "one", gold())
    write_gold(tmp_path / "two", gold())
    with pytest.raises(SettingError, match=r"'bakery.txt' is that of .*one"):
        read_gold([tmp_path / "one", tmp_path / "two"])


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    path = write_gold(tmp_path, gold())
    assert len(read_gold([tmp_path, path])) == 1


def test_the_gold_of_a_subfolder_is_a_set_of_its_own(tmp_path: Path) -> None:
    write_gold(tmp_path, gold())
    write_gold(tmp_path / "unseen", gold() | {"source": "other.txt"})
    assert [file.gold.source for file in read_gold([tmp_path])] == ["bakery.txt"]


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    for place, message in (
        (tmp_path, "holds no file"),
        (tmp_path / "none", "no such file"),
        (tmp_path / "notes.json", "no gold file"),
    ):
        with pytest.raises(SettingError, match=message):
            read_gold([place])


def test_the_example_of_the_documentation_is_gold(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    example = page.split("```json\n", 1)[1].split("```", 1)[0]
    (tmp_path / "example.gold.json").write_text(example, encoding="utf-8")
    (file,) = read_gold([tmp_path])
    assert file.gold.metrics
    assert file.gold.options
    assert json.loads(example)["source"] == file.gold.source


def test_the_gold_of_the_samples_is_whole() -> None:
    assert len(read_gold([ROOT / "tests" / "gold"])) == 10
