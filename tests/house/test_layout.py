"""The shape of the house: what may lie where, and what may not stand in any file."""

import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from streamlit.config import get_config_options

HERE = Path(__file__).parent.parent.parent
TOP = """app.py run.py start.cmd pages itacore data static tests tools benchmarks docs .streamlit .ci
    .gitignore .gitattributes requirements.in requirements.txt requirements-dev.in requirements-dev.txt
    pyproject.toml README.md README.th.md CHANGELOG.md LICENSE""".split()
# Written in halves, so that this file does not hold what it looks for.
MACHINE = ["/wo" + "rk/", "/ro" + "ot/", "/fa" + "rm/", "/opt/" + "pypi"]
REGISTRIES = ["pypi.org" + "/simple", "files.python" + "hosted", "registry." + "npmjs", "deb." + "debian.org"]


def tracked() -> list[Path]:
    """List the project's files: all that .gitignore does not leave out (a copy without git is tested too)."""
    lines = (HERE / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [".git", *(line.strip("/") for line in lines if line and not line.startswith("#"))]

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if not any(fnmatch(path.name, pattern) for pattern in ignored):
                yield from walk(path) if path.is_dir() else [path]

    return list(walk(HERE))


def pins(lock: str) -> dict[str, list[str]]:
    """Read a lock file: `name==version ; marker` -> its hashes."""
    found: dict[str, list[str]] = {}
    for line in (HERE / lock).read_text(encoding="utf-8").splitlines():
        if re.match(r"\S+==", line):
            found[pin := line.rstrip("\\ ")] = []
        elif line.strip().startswith("--hash="):
            found[pin].append(line.strip().rstrip("\\ "))
    return found


def test_no_python_file_lies_directly_in_pages() -> None:
    assert list((HERE / "pages").glob("*.py")) == []


def test_the_top_level_holds_only_what_is_known() -> None:
    assert {path.relative_to(HERE).parts[0] for path in tracked()} - set(TOP) == set()


def test_run_and_app_stay_short() -> None:
    assert len((HERE / "run.py").read_text(encoding="utf-8").splitlines()) < 150
    assert len((HERE / "app.py").read_text(encoding="utf-8").splitlines()) < 100


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    assert [pin for pin, hashes in pins(lock).items() if not hashes] == []
    assert len(pins(lock)) > 20
    assert "://" not in (HERE / lock).read_text(encoding="utf-8")


def test_developers_run_what_users_run() -> None:
    assert set(pins("requirements.txt")) - set(pins("requirements-dev.txt")) == set()


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_its_reason_and_its_pin(file: str) -> None:
    lines = [line for line in (HERE / file).read_text(encoding="utf-8").splitlines() if line[:1] not in "#"]
    wanted = [line for line in lines if not line.startswith("-r ")]
    assert [line for line in wanted if not re.search(r"\s# \w+", line)] == []
    locked = {re.split("==", pin)[0] for pin in pins(file.replace(".in", ".txt"))}
    names = {re.match(r"[\w-]+", line)[0].lower() for line in wanted}  # type: ignore[index]
    assert names - locked == set()


def test_every_setting_is_known_to_streamlit() -> None:
    def names(table: dict[str, object], above: str = "") -> list[str]:
        return [
            name
            for key, value in table.items()
            for name in (names(value, f"{above}{key}.") if isinstance(value, dict) else [above + key])
        ]

    settings = tomllib.loads((HERE / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert set(names(settings)) - set(get_config_options()) == set()
    assert settings["server"]["enableStaticServing"] is True
    assert settings["browser"]["gatherUsageStats"] is False


def test_no_path_of_a_machine_and_no_registry_in_any_file() -> None:
    words = [word.encode() for word in (*MACHINE, *REGISTRIES)]
    found = {
        (str(path.relative_to(HERE)), word.decode())
        for path in tracked()
        if path.suffix not in {".ttf", ".png", ".xlsx", ".xls", ".ods", ".xlsb", ".pdf", ".docx", ".pptx"}
        for word in words
        if word in path.read_bytes()
    }
    assert found == set()


def test_start_cmd_is_what_windows_reads() -> None:
    text = (HERE / "start.cmd").read_bytes()
    assert not text.startswith(b"\xef\xbb\xbf")  # cmd.exe would take it for a part of the first command
    assert text.count(b"\n") == text.count(b"\r\n") > 20
    lines = text.decode("utf-8").splitlines()
    thai = [line for line in lines if re.search("[ก-๛]", line)]
    assert all(line.startswith("echo ") for line in thai)
    assert [line for line in thai if re.search("[&|<>^%!]", line)] == []
    assert lines.index("chcp 65001 >nul") < lines.index(thai[0])
    jumps = {line.split("goto ")[1] for line in lines if "goto " in line}
    assert jumps == {line[1:] for line in lines if line.startswith(":")}
    assert lines.count("pause") == 3


def test_the_licences_lie_beside_what_they_cover() -> None:
    assert "Apache License" in (HERE / "LICENSE").read_text(encoding="utf-8")[:200]
    assert "SIL OPEN FONT LICENSE" in (HERE / "static/fonts/OFL.txt").read_text(encoding="utf-8")
    named = (HERE / "static/fonts/README.md").read_text(encoding="utf-8")
    assert [font.name for font in (HERE / "static/fonts").glob("*.ttf") if font.name not in named] == []


def test_fonts_lie_nowhere_else() -> None:
    fonts = [path for path in tracked() if path.suffix.lower() in {".ttf", ".otf", ".woff", ".woff2"}]
    assert {path.parent for path in fonts} == {HERE / "static/fonts"}
