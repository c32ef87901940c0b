"""JSON Lines: every record is a document or is named, and the parts of a file say what the whole does."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qc.document import Document, State, Unread
from qc.readers import Input, ReadOptions, read, read_stdin, shards
from qc.readers.records import NAMED_FAILURES

GOOD = b'{"id": "g", "text": "good"}'


def items(content: bytes, **options: object) -> list[Document | Unread]:
    return list(read_stdin(content, "a.jsonl", ReadOptions(input_format="jsonl", **options)))  # type: ignore[arg-type]


def documents(content: bytes, **options: object) -> list[Document]:
    found = items(content, **options)
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


# fmt: off
RECORDS = {
    "text": (b'{"text": "a"}', "text", "a"),
    "usual names": (b'{"raw_content": "b", "content": "a"}', "content", "a"),
    "empty": (b'{"text": ""}', "text", ""),
    "markup stays": (b'{"text": "<p>a&amp;b"}', "text", "<p>a&amp;b"),
    "last of equal keys": (b'{"text": "a", "text": "b"}', "text", "b"),
    "NUL": (b'{"text": "a\\u0000b"}', "text", "a\0b"),
    "pairs of surrogates": (b'{"text": "\\ud83d\\ude00"}', "text", "\U0001f600"),
    "half surrogates": (b'{"id": "\\udfff", "text": "a\\ud800b"}', "text", "a\ufffdb"),
    "not a number": (b'{"id": NaN, "x": -Infinity, "text": "a"}', "text", "a"),
    "endless number": (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', "text", "a"),
    "other line ends": ('{"text": "a\u2028b\u2029c\x85d"}'.encode(), "text", "a\u2028b\u2029c\x85d"),
    "byte order mark": (b'\xef\xbb\xbf{"text": "a"}', "text", "a"),
    "blanks around": (b' \t{"text": "a"} \r', "text", "a"),
}
FAILURES = {
    "cut off": (b'{"id": "x", "text": "cut', "not JSON"),
    "no JSON": (b"Traceback:", "not JSON: unexpected character"),
    "two objects": (b'{"text": "a"}{"text": "b"}', "not JSON"),
    "raw control character": (b'{"text": "a\x01"}', "not JSON"),
    "array": (b'[{"text": "a"}]', "this is an array; `jq"),
    "string": (b'"a"', "this is a string"),
    "null": (b"null", "this is null"),
    "no text field": (b'{"id": 1, "body": "a"}', "no text field; the record has id, body: name one with --text-field"),
    "no fields": (b"{}", "the record is empty"),
    "many fields": (json.dumps({f"k{i}": i for i in range(99)}).encode(), "k9, …: name one"),
    "text is null": (b'{"text": null, "content": "a"}', "the field text holds null, not a string"),
    "text is a number": (b'{"text": 1.5}', "holds a number"),
    "text is true": (b'{"text": true}', "holds a boolean"),
    "text is a list": (b'{"text": ["a"]}', "holds an array"),
    "text is an object": (b'{"text": {}}', "holds an object"),
    "no UTF-8": (b'{"text": "caf\xe9"}', "not UTF-8: byte 0xe9 at byte 14 of the line"),
    "nested too deeply": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    "never closed": (b"[" * 100_000, "not JSON"),
}
# fmt: on


@pytest.mark.parametrize(("line", "field", "text"), RECORDS.values(), ids=RECORDS)
def test_record(line: bytes, field: str, text: str) -> None:
    document = documents(line + b"\n" + GOOD)[0]
    assert (document.field, document.text) == (field, text)
    assert document.source_map is None
    document.text.encode()
    document.name.encode()


@pytest.mark.parametrize(("line", "reason"), FAILURES.values(), ids=FAILURES)
def test_bad_record_costs_only_itself(line: bytes, reason: str) -> None:
    before, failure, after = items(GOOD + b"\n" + line + b"\n" + GOOD)
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(failure, Unread)
    assert failure.state is State.FAILED
    assert reason in failure.reason
    assert failure.record is not None
    assert (failure.record.index, failure.record.line) == (1, 2)
    assert after.record is not None
    assert (after.record.index, after.record.line) == (2, 3)


def test_places_and_names() -> None:
    lines = (
        b'{"id": 7, "url": "u", "text": "a"}',
        b'{"_id": "b", "id": {}, "link": "v", "text": "b"}',
        b'{"id": true, "text": "c"}',
    )
    content = b"\n%b\r\n  \n%b\n%b" % lines
    records = [document.record for document in documents(content)]
    found = [(r.index, r.line, r.id, r.url) for r in records if r]
    assert found == [(0, 2, "7", "u"), (1, 4, "b", "v"), (2, 5, "", "")]
    assert [r.byte_offset for r in records if r] == [content.index(line) for line in lines]


def test_named_fields() -> None:
    line = b'{"a": {"b": "deep"}, "a.c": "dot", "key": 1, "web": "u", "text": "t", "id": 2}'
    names = {"id_field": "key", "url_field": "web"}
    assert [documents(line, text_field=field, **names)[0].text for field in ("a.b", "a.c")] == ["deep", "dot"]
    (document,) = documents(line, text_field="a.b", **names)
    assert document.field == "a.b"
    assert document.record
    assert (document.record.id, document.record.url) == ("1", "u")
    (failure,) = items(line, text_field="a.x")
    assert isinstance(failure, Unread)
    assert failure.reason.startswith("no field a.x; the record has a, a.c, key")


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"source": "https://example.org/a"}, "https://example.org/a"),
        ({"source": "https://example.org/a", "url": "u"}, "u"),
        ({"source": "newspapers"}, ""),
        ({"source": 7}, ""),
    ],
)
def test_a_source_is_an_address_where_it_holds_one(fields: dict[str, object], url: str) -> None:
    (document,) = documents(json.dumps({"text": "t", **fields}).encode())
    assert document.record
    assert document.record.url == url


def test_mended_texts_say_so() -> None:
    assert "half surrogates" in documents(b'{"text": "\\ud800"}')[0].meta["notes"][0]
    assert documents(b'{"x": NaN, "text": "a"}')[0].meta == {}


def test_many_failures_are_counted() -> None:
    found = items((b"bad\n" * 30 + b'{"x": 1}\n' * 5 + GOOD + b"\n") * 2)
    unread = [item for item in found if isinstance(item, Unread)]
    assert len(unread) == NAMED_FAILURES + 1
    assert sum(item.count for item in unread) == 70
    assert len(found) - len(unread) == 2
    assert "50 more records from here to line 71 cannot be read: 40 not JSON, 10 no text field" in unread[-1].reason
    assert unread[-1].record
    assert unread[-1].record.line == 21


@pytest.mark.parametrize("content", [b"[\n" + GOOD + b",\n" + GOOD + b"\n]\n", b'  [{"text": "a"},\n{"text": "b"}]'])
def test_array_of_records_is_one_failure(content: bytes) -> None:
    (failure,) = items(content)
    assert isinstance(failure, Unread)
    assert "a JSON array, not JSON Lines" in failure.reason


@pytest.mark.parametrize("content", [b"", b"\n \r\n"])
def test_no_records(content: bytes) -> None:
    (skipped,) = items(content)
    assert isinstance(skipped, Unread)
    assert (skipped.state, skipped.reason) == (State.SKIPPED, "skipped: it holds no records")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_other_unicode(codec: str) -> None:
    mark = "\ufeff" if codec == "utf-16-le" else ""
    content = (mark + '{"text": "é😀"}\n{"text": "b"}\n').encode(codec)
    assert [document.text for document in documents(content)] == ["é😀", "b"]


def test_named_encoding() -> None:
    content = '{"text": "żółć"}\n'.encode("cp1250")
    assert documents(content, encoding="cp1250")[0].text == "żółć"
    failure = items(content, encoding="utf-16")[-1]
    assert isinstance(failure, Unread)
    assert failure.state is State.FAILED


def test_long_records_and_texts() -> None:
    long = b'{"text": "' + b"a" * 500 + b'"}'
    found = items(GOOD + b"\n" + long + b"\n" + long[:-300] + b'"}\n' + GOOD, max_file_bytes=300)
    assert [isinstance(item, Document) for item in found] == [True, False, True, True]
    assert isinstance(found[1], Unread)
    assert "longer than" in found[1].reason
    assert [item.record.line for item in found if item.record] == [1, 2, 3, 4]
    (failure,) = items(long, max_text_chars=499)
    assert isinstance(failure, Unread)
    assert "longer than 499 characters" in failure.reason


def test_broken_gzip_keeps_what_came_before() -> None:
    packed = gzip.compress(b"\n".join(GOOD.replace(b"good", str(i).encode() * 9) for i in range(5000)))
    *before, failure = items(packed[:-20])
    assert isinstance(failure, Unread)
    assert "cut off" in failure.reason
    assert "the records behind this one are lost" in failure.reason
    assert len(before) > 1000
    *whole, note = items(packed + b"garbage")
    assert len(whole) == 5000
    assert isinstance(note, Unread)
    assert note.state is State.FAILED


LINES = st.sampled_from(
    [
        GOOD,
        b"bad",
        b"",
        b"  ",
        b"\r",
        b'{"x": 1}',
        b'{"text":\r"a"}',
        '{"text": "é😀"}'.encode(),
        b'{"text": "%b"}' % (b"b" * 60),
    ]
)


def located(found: list[Document | Unread]) -> list[tuple[object, ...]]:
    return [
        (type(item), item.record, item.text if isinstance(item, Document) else item.reason)
        for item in found
        if isinstance(item, Document) or item.state is State.FAILED
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINES, max_size=12),
    st.sampled_from([b"\n", b"\r\n"]),
    st.integers(1, 120),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_parts_say_what_the_whole_says(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], end: bytes, size: int, mark: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "parts.jsonl"
    path.write_bytes(mark + end.join(lines))
    source = Input(str(path), "jsonl", size=path.stat().st_size)
    parts = list(shards(source, size=size))
    whole = list(read(source))
    assert located([item for part in parts for item in read(part)]) == located(whole)
    if len(parts) > 1:
        ranges = [part.byte_range for part in parts if part.byte_range]
        assert [first for first, _ in ranges] == [0, *(last for _, last in ranges[:-1])]
        assert ranges[-1][1] == source.size


def test_only_big_plain_files_of_records_are_cut(tmp_path: Path) -> None:
    content = (GOOD + b"\n") * 100
    for name, data in {"a.jsonl": content, "b.jsonl.gz": gzip.compress(content), "c.txt": content}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "d.jsonl").write_text(content.decode(), "utf-16")
    inputs = [
        Input(str(path), "text" if path.suffix == ".txt" else "jsonl", size=10_000)
        for path in sorted(tmp_path.iterdir())
    ]
    assert [len(list(shards(source, size=500))) for source in inputs] == [6, 1, 1, 1]
    assert list(shards(Input("missing.jsonl", "jsonl", size=10_000), size=500)) == [
        Input("missing.jsonl", "jsonl", size=10_000)
    ]
    assert pickle.loads(pickle.dumps(inputs)) == inputs
    assert pickle.loads(pickle.dumps(ReadOptions(text_field="a"))) == ReadOptions(text_field="a")
