"""run.py and the server it starts, in folders with Thai letters and a blank in their names."""

import ast
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import run
from pages.ui.serve import free_port, lock_file
from tests.machine import find_chromium, find_libreoffice, find_postgres
from tests.server import served

HERE = Path(__file__).parent.parent.parent
PYTHON = Path("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALL = "import run; run.install('requirements.txt', '--no-index', '--find-links', 'wheels')"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy what a start needs, with a small app and one nested page, under a Thai name with a blank."""
    folder = tmp_path / "โฟลเดอร์ ไทย" / "งาน ITA"
    for name in ("run.py", "pages/ui/serve.py", "static/mark.svg", ".streamlit/config.toml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, folder / name)
    app = 'import streamlit as st\nst.navigation([st.Page("pages/data/one.py", title="หนึ่ง")]).run()\n'
    (folder / "app.py").write_text(app, encoding="utf-8")
    (folder / "pages/data").mkdir()
    (folder / "pages/data/one.py").write_text('import streamlit as st\nst.title("หนึ่ง")\n', encoding="utf-8")
    return folder


@pytest.fixture
def tiny(house: Path) -> Path:
    """Give the house a lock file with one library, and that library as a wheel in wheels/."""
    wheel = house / "wheels/tiny-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    files = {
        "tiny.py": "MADE_OF = 'nothing'\n",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(wheel, "w") as archive:
        record = ""
        for name, text in files.items():
            archive.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(text)}\n"
        archive.writestr("tiny-1.0.dist-info/RECORD", record + "tiny-1.0.dist-info/RECORD,,\n")
    lock(house, hashlib.sha256(wheel.read_bytes()).hexdigest())
    return house


def lock(folder: Path, digest: str, remark: str = "") -> None:
    """Write the lock file of the one library."""
    (folder / "requirements.txt").write_text(f"{remark}tiny==1.0 --hash=sha256:{digest}\n")


def call(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


# ---- which Python ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "machine", "message"),
    [
        ((3, 8, 18), "linux-x86_64", "old"),
        ((3, 10, 14), "win-amd64", "old"),
        ((3, 11, 0), "linux-x86_64", ""),
        ((3, 14, 1), "win-amd64", ""),
        ((3, 13, 0), "win32", "bits"),
        ((3, 13, 0), "win-arm64", "bits"),
        ((4, 0, 0), "macosx-14-arm64", ""),
    ],
)
def test_a_python_that_does_not_fit_is_named(version: tuple[int, ...], machine: str, message: str) -> None:
    assert run.unfit(version, machine) == message


@pytest.mark.parametrize("key", sorted(run.SAY))
def test_every_message_is_thai_and_english(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.say(key, "3.8") == 1
    lines = capsys.readouterr().out.splitlines()
    assert any("ก" <= letter <= "๛" for letter in lines[0])
    assert lines[-1].isascii()
    assert "{}" not in "".join(lines)


def test_an_old_python_can_parse_it() -> None:
    ast.parse((HERE / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


# ---- .venv and what is installed into it -------------------------------------------------------------------


def test_install_once_and_again_when_the_lock_changes(tiny: Path) -> None:
    # a half-made .venv, as an interrupted or impossible `python -m venv` leaves it: no pip
    venv.create(tiny / ".venv", with_pip=False)
    (tiny / ".venv/half-made").touch()

    first = call(tiny, "-c", INSTALL)
    assert first.returncode == 0, first.stdout + first.stderr
    assert not (tiny / ".venv/half-made").exists()
    found = subprocess.check_output([tiny / ".venv" / PYTHON, "-c", "import tiny; print(tiny.__file__)"])
    assert (tiny / ".venv") in Path(found.decode().strip()).parents

    began = time.monotonic()
    second = call(tiny, "-c", INSTALL)
    assert (second.returncode, second.stdout) == (0, "")
    assert time.monotonic() - began < 2

    lock(tiny, hashlib.sha256(b"another wheel").hexdigest(), "# changed\n")
    (tiny / ".venv/kept").touch()
    subprocess.run([tiny / ".venv" / PYTHON, "-m", "pip", "uninstall", "-y", "tiny"], capture_output=True)
    changed = call(tiny, "-c", INSTALL)
    assert changed.returncode == 1
    assert "ติดตั้งไลบรารีไม่สำเร็จ" in changed.stdout
    assert "DO NOT MATCH THE HASHES" in changed.stderr
    assert (tiny / ".venv/kept").exists()  # a sound .venv is not made again


def test_where_no_venv_can_be_made_it_says_so_and_leaves_nothing(tiny: Path) -> None:
    # Debian without python3-venv: `python -m venv` makes a folder without pip and fails
    (tiny / "venv.py").write_text("import os, sys; os.makedirs(sys.argv[1] + '/bin'); sys.exit(1)")
    answer = call(tiny, "-c", INSTALL, PYTHONPATH=str(tiny))
    assert answer.returncode == 1
    assert "sudo apt install python3-venv" in answer.stdout
    assert not (tiny / ".venv").exists()


def test_a_lock_is_held_by_one_process_and_let_go_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    holder = (
        f"import run, time; file = run.hold({str(path)!r}); print(bool(file), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", holder], cwd=HERE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        assert run.hold(path) is None
        other.kill()  # even so
    mine = run.hold(path)
    assert mine is not None
    mine.close()


# ---- the server --------------------------------------------------------------------------------------------


@pytest.fixture
def installed(house: Path) -> Path:
    """Give the house a .venv that has everything already (from this one), without pip, and its stamp."""
    venv.create(house / ".venv", with_pip=False, symlinks=os.name != "nt")
    probe = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own, here = (
        subprocess.check_output([python, "-c", probe], encoding="utf-8").strip()
        for python in (house / ".venv" / PYTHON, sys.executable)
    )
    Path(own, "all.pth").write_text(here, encoding="utf-8")
    (house / "requirements.txt").write_text("")
    stamp = hashlib.sha256(sys.version.encode()).hexdigest()
    (house / ".venv/requirements.txt.stamp").write_text(stamp)
    return house


@pytest.fixture
def started(installed: Path) -> Iterator[tuple[Path, subprocess.Popen[str], str]]:
    """Start the house as a person does, at its own choice of port; give it with the line it prints."""
    with subprocess.Popen(
        [sys.executable, "run.py", "--no-browser"],
        cwd=installed,
        env={**os.environ, "PYTHONUTF8": "1", "ITA_WORKSPACE": str(installed / "งาน")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    ) as server:
        try:
            assert server.stdout is not None
            lines = []
            for line in server.stdout:
                lines.append(line.strip())
                if line.startswith("เปิดที่ "):
                    break
            assert lines[-1:], "it ended before it was ready"
            assert lines[-1].startswith("เปิดที่ http://127.0.0.1:"), lines
            yield installed, server, lines[-1]
        finally:
            server.terminate()
            server.wait(timeout=20)


def test_a_second_start_opens_the_page_that_is_served(
    started: tuple[Path, subprocess.Popen[str], str],
) -> None:
    house, server, line = started
    began = time.monotonic()
    second = call(house, "run.py", "--no-browser", ITA_WORKSPACE=str(house / "งาน"))
    assert (second.returncode, second.stdout.strip()) == (0, line)
    assert time.monotonic() - began < 5
    assert server.poll() is None

    # another workspace is another server: nobody may see the page of someone else's data
    with served(house / "อื่น", folder=house) as address:
        assert address not in line


def test_the_server_ends_with_the_process_that_was_started(
    started: tuple[Path, subprocess.Popen[str], str],
) -> None:
    _, server, line = started
    assert server.stdout is not None
    server.stdout.close()  # even where nobody reads any more what it says at the end
    server.terminate()
    assert server.wait(timeout=20) is not None
    port = int(line.rsplit(":", 1)[1])
    assert free_port(port) == port


def test_a_port_in_use_is_refused(installed: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = call(installed, "run.py", "--no-browser", "--port", str(port), ITA_WORKSPACE="x")
    assert answer.returncode == 1
    assert str(port) in answer.stdout


def test_workspaces_and_folders_have_locks_of_their_own(tmp_path: Path) -> None:
    paths = [
        lock_file({}),
        lock_file({"ITA_WORKSPACE": "a"}),
        lock_file({"ITA_WORKSPACE": "b"}),
        lock_file({"ITA_DATABASE_URL": "a"}),
        lock_file({}, tmp_path),
    ]
    assert len(set(paths)) == 5
    assert lock_file({"PATH": "x"}) == lock_file({})


# ---- what this machine has ---------------------------------------------------------------------------------


def test_chromium_is_the_one_named_else_the_first_on_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suffix = ".exe" if os.name == "nt" else ""
    for name in ("google-chrome", "chromium", "mine"):
        (tmp_path / (name + suffix)).touch(mode=0o755)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() == tmp_path / ("chromium" + suffix)
    (tmp_path / ("chromium" + suffix)).unlink()
    assert find_chromium() == tmp_path / ("google-chrome" + suffix)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / ("mine" + suffix)))
    assert find_chromium() == tmp_path / ("mine" + suffix)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    assert find_chromium() is None


def test_postgres_is_the_folder_of_initdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suffix = ".exe" if os.name == "nt" else ""
    for name in ("initdb", "pg_ctl"):
        (tmp_path / (name + suffix)).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_postgres() == tmp_path


def test_libreoffice_is_there_with_its_spreadsheet_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"soffice{'.exe' if os.name == 'nt' else ''}").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("tests.machine.OFFICE_PLACES", ())
    assert find_libreoffice() is None
    (tmp_path / "libsclo.so").touch()
    assert find_libreoffice() is not None


def test_wheels_for_windows_are_chosen_as_windows_would() -> None:
    # pip's own copy of packaging, whose markers tools/fetch_wheels.py turns towards Windows
    from pip._vendor.packaging.markers import Marker

    from tools.fetch_wheels import windows

    only_windows = Marker("sys_platform == 'win32' and platform_system == 'Windows' and os_name == 'nt'")
    assert only_windows.evaluate(windows("3.13"))
    assert Marker("python_full_version >= '3.12'").evaluate(windows("3.13"))
    assert not Marker("python_full_version >= '3.12'").evaluate(windows("3.11"))
    assert not Marker("sys_platform != 'win32'").evaluate(windows("3.11"))
