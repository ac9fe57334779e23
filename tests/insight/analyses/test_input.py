"""Bad input: one sentence with line and column, exit code 2, nothing on stdout, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.insight.analyses import AnalysisError, analyse
from rodtrad.insight.analyses.command import main
from rodtrad.insight.analyses.method_options import METHODS

ROOT = Path(__file__).parents[3]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "counts.csv"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("site,period,count\na,1,5\na,2,five\n", ["Line 3", "count", "five"]),
        ("site,period,count\na,1,5\na,2,-1\n", ["Line 3", "count", "-1"]),
        ("site,period,count\na,1,5\na,2,nan\n", ["Line 3", "count", "nan"]),
        ("site,period,count\na,1,5\na,2,1e400\n", ["Line 3", "count", "1e400"]),
        ("site,period,count\na,1,5\n,2,4\n", ["Line 3", "site"]),
        ("site,period\na,1\n", ["count", "missing"]),
        ("site,period,count\na,1,5\na,1,6\n", ["Line 3", "line 2"]),
        ("site,period,count\na,1.5,5\n", ["Line 2", "period", "whole"]),
        ("site,period,count\na,1,5,9\n", ["Line 2", "4 values"]),
        ("site,period,count,status\na,1,5,gone\n", ["Line 2", "status", "gone"]),
        ("site,period,count,definition\na,1,5,x\na,2,4,y\n", ["Line 3", "definition"]),
        ("site,period,count\n", ["no lines"]),
        ("", ["cannot be read"]),
        ("site,period,count\na,1,0\na,2,0\n", ["Nobody"]),
    ],
)
def test_a_faulty_file_is_told_by_line_and_column(
    capsys: pytest.CaptureFixture[str], file: Path, text: str, words: list[str]
) -> None:
    file.write_text(text, encoding="utf-8")

    code, out, err = run(capsys, "trend", "--input", str(file), "--language", "en", "--json")

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert all(word in err for word in words), err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["trend"],
        ["trend", "--input"],
        ["trend", "--input", "nowhere.csv"],
        ["trend", "--input", ".", "--json"],
        ["trend", "--what", "1"],
        ["trend", "--input", "nowhere.csv", "--model", "cubic"],
        ["trend", "--input", "nowhere.csv", "--stable-limit", "much"],
        ["trend", "--input", "nowhere.csv", "--language", "sv"],
        ["rate", "--input", "nowhere.csv", "--seed", "1"],
    ],
)
def test_a_faulty_call_is_one_sentence(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)

    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_file_that_is_no_text_is_told_so(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_bytes(b"site,period,count\n\xff\xfe,1,2\n")

    assert run(capsys, "trend", "--input", str(file))[0] == 2


def test_semicolons_go_with_decimal_commas(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text("group;events;trials\na;2,5;10\n", encoding="utf-8-sig")

    code, out, _ = run(capsys, "rate", "--input", str(file), "--interval", "poisson", "--json")

    assert code == 0
    assert json.loads(out)["result"]["groups"][0]["events"] == 2.5


def test_a_refusal_is_an_answer(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text("site,period,count\na,1,5\na,2,4\n")

    code, out, err = run(capsys, "trend", "--input", str(file), "--json", "--language", "en")

    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["result"]["trend"] is None
    assert answer["refusals"][-1]["code"] == "TOO_FEW_PERIODS"


def test_the_short_text_says_the_sentence_first(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text(
        "site,period,count\n" + "".join(f"a,{year},{90 - 9 * n}\n" for n, year in enumerate(range(2016, 2022)))
    )

    _, out, _ = run(capsys, "trend", "--input", str(file))

    assert out.startswith("Mellom ")
    assert "færre enn i 2016" in out.splitlines()[0]


def test_the_command_needs_no_database_and_no_settings(file: Path) -> None:
    file.write_text("group,events,trials\na,2,10\n")
    command = [sys.executable, "-m", "rodtrad.cli.launch.command", "analyse", "rate", "--input", str(file), "--json"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT / "src")})

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["method"] == "rate"


def test_numpy_is_not_loaded_before_a_method_runs() -> None:
    code = "import sys, rodtrad.insight.analyses; sys.exit('numpy' in sys.modules or 'django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], check=False, env={"PYTHONPATH": str(ROOT / "src")})

    assert done.returncode == 0


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("column", ["", "nothing"])
def test_every_method_says_which_column_is_missing(method: str, column: str) -> None:
    options = {"start": 1} if method == "effect" else {}
    if method == "round-table":
        options = {"key_file": b"sixteen bytes or more"}  # type: ignore[dict-item]

    with pytest.raises(AnalysisError):
        analyse(method, [{column: "1"}], language="en", **options)
