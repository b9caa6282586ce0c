"""Bytes become canonical text, or a refusal with its code."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.reading import canonical_text, read_bytes

# fmt: off
READ = [
    (b"plain\n",                         "plain\n",        []),
    ("Zoë’s café\n".encode(),            "Zoë’s café\n",   []),
    (b"\xef\xbb\xbfmarked",              "marked",         []),
    ("a\tb\x0cc\u00a0d\u200be".encode(), "a\tb\x0cc\u00a0d\u200be", []),
    (b"one\r\ntwo\rthree\n",             "one\ntwo\nthree\n", ["line-ends-normalised"]),
    (b"caf\xe9 \x93so\x94",              "café “so”",      ["decoded-as-cp1252"]),
    ("wide".encode("utf-16"),            "wide",           ["decoded-as-utf-16"]),
    ("wide".encode("utf-16-le"),         "binary",         None),
    (b"",                                "empty",          None),
    (b" \n\t\r\n",                       "empty",          None),
    ("\u00a0\u2003\n".encode(),          "empty",          None),
    (b"\x81\x8d",                        "undecodable",    None),
    (b"\xff\xfe\x00\xd8",                "undecodable",    None),
    (b"text\x00text",                    "binary",         None),
    (b"%PDF-1.7 something",              "binary",         None),
    (b"PK\x03\x04 something",            "binary",         None),
    (b"\x01\x02\x03\x04 few words",      "binary",         None),
]
# fmt: on


@pytest.mark.parametrize(("data", "text", "notes"), READ)
def test_bytes_become_text_or_are_refused(data: bytes, text: str, notes: list[str] | None) -> None:
    if notes is None:
        with pytest.raises(DocumentError) as refusal:
            canonical_text(data)
        assert refusal.value.code == text
        assert refusal.value.next_step
    else:
        reading = canonical_text(data)
        assert reading.text == text
        assert [diagnostic.code for diagnostic in reading.diagnostics] == notes


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1).filter(str.strip))
def test_utf_8_text_with_lf_is_its_own_canonical_text(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"\xef\xbb\xbf", b"%PDF-")):
        assert canonical_text(data).text == text


@given(st.binary())
def test_any_bytes_give_text_that_can_be_written_or_a_refusal(data: bytes) -> None:
    try:
        text = canonical_text(data).text
    except DocumentError:
        return
    assert text.strip()
    assert "\r" not in text
    assert text.encode()


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 11)
    assert read_bytes(path, 11) == b"x" * 11
    with pytest.raises(DocumentError, match="too-large"):
        read_bytes(path, 10)


def test_a_file_that_is_gone_has_vanished(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="vanished"):
        read_bytes(tmp_path / "gone.txt", 10)


def test_a_folder_or_pipe_is_no_file_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt"):
        with pytest.raises(DocumentError, match="not-a-file"):
            read_bytes(tmp_path / name, 10)


def test_what_the_file_system_refuses_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DocumentError, match="unreadable: the file system answers: Permission denied"):
        read_bytes(tmp_path / "locked.txt", 10)
