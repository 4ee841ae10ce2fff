"""Start the dashboard, run its tests, carry its libraries to a machine without internet.

python3 run.py [--port N] [--no-browser] [-- options of Streamlit]
python3 run.py test [--all] [options of pytest]   --all: nothing may be left out or skipped
python3 run.py --fetch FOLDER [--python 3.13]     gather wheels for a Windows PC (x64), to be carried there
python3 run.py --offline FOLDER                   start there, installing from that folder

Standard library only. It must parse on Python 3.6: an old Python gets a message, not a traceback.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SAY = {
    "old": "ต้องใช้ Python 3.11 ขึ้นไป เครื่องนี้เปิดด้วยรุ่น {} โปรดติดตั้งรุ่นใหม่จาก python.org แล้วเปิดอีกครั้ง\n"
    "Python 3.11 or newer is needed, this is {}: install a newer one from python.org and start again.",
    "bits": "ต้องใช้ Python แบบ 64 บิต (x64): เลือก Windows installer (64-bit) ที่ python.org แล้วเปิดอีกครั้ง\n"
    "A 64-bit (x64) Python is needed: take Windows installer (64-bit) at python.org and start again.",
    "venv": "สร้างโฟลเดอร์ .venv ไม่ได้ บน Debian/Ubuntu ให้สั่ง sudo apt install python3-venv แล้วเปิดอีกครั้ง\n"
    "No .venv could be made. On Debian/Ubuntu: sudo apt install python3-venv, then start again.",
    "first": "กำลังติดตั้งไลบรารี เฉพาะครั้งแรก ราว 1-5 นาที\nInstalling libraries, on the first start only ...",
    "pip": "ติดตั้งไลบรารีไม่สำเร็จ: ตรวจอินเทอร์เน็ต ปิดหน้าต่างโปรแกรมที่เปิดค้าง แล้วเปิดอีกครั้ง (ดู docs/windows.md)\n"
    "Installing failed: check the connection, close other windows of this program, start again.",
    "write": "เขียนไม่ได้: {}\nปิดหน้าต่างโปรแกรมที่เปิดค้าง หรือย้ายทั้งโฟลเดอร์ไปไว้ใน Documents แล้วเปิดอีกครั้ง\n"
    "Cannot be written: close other windows of this program, or move the folder to Documents.",
}


def say(key, value=""):
    print(SAY[key].replace("{}", str(value)), flush=True)
    return 1


def unfit(version, machine):
    """Name the message that says why this Python cannot run the program; empty where it can."""
    return "old" if tuple(version[:2]) < (3, 11) else "bits" if machine in ("win32", "win-arm64") else ""


def hold(path):
    """Lock a file until it is closed or this process ends; None where another process holds it."""
    file = open(path, "a+b")  # noqa: SIM115 - it stays open on purpose
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1 << 30)  # one byte far behind the end, so that nobody is kept from reading
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return file.close()
    return file


def make_venv():
    """Make .venv; one that is broken, too old or half made (without pip) is removed first."""
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", probe], capture_output=True).returncode == 0:
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    base = getattr(sys, "_base_executable", sys.executable)  # not the one inside .venv, which is gone now
    if subprocess.run([base, "-m", "venv", VENV]).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(say("venv"))


def install(lock, *options):
    """Install a lock file into .venv, once for each content of the file and each Python."""
    want = hashlib.sha256((HERE / lock).read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / (lock + ".stamp")
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == want:
        return
    say("first")
    turn = hold(__file__)
    while not turn:  # of two windows opened at once the second one waits
        time.sleep(0.5)
        turn = hold(__file__)
    with turn:
        make_venv()
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", *options]
        if subprocess.run([*pip, "-r", HERE / lock]).returncode:
            sys.exit(say("pip"))
        stamp.write_text(want)


def start(options):
    """Hand over to the server (pages/ui/serve.py), which .venv's Python runs."""
    os.chdir(HERE)
    command = [str(PYTHON), "-X", "utf8", "-m", "pages.ui.serve", *options]
    if os.name == "posix":
        os.execv(command[0], command)  # one process only: who ends it, ends the server
    return subprocess.call(command)


def main(argv):
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    fault = unfit(sys.version_info, sysconfig.get_platform())
    if fault:
        return say(fault, platform.python_version())
    if argv[:1] == ["test"]:
        install("requirements-dev.txt")
        return subprocess.call([PYTHON, HERE / "tools/check.py", *argv[1:]])
    end = argv.index("--") if "--" in argv else len(argv)
    parser = argparse.ArgumentParser(usage=__doc__, allow_abbrev=False)
    parser.add_argument("--fetch", type=Path)
    parser.add_argument("--python", default="3.11")
    parser.add_argument("--offline", type=Path)
    given, options = parser.parse_known_args(argv[:end])
    if given.fetch:
        make_venv()
        return subprocess.call([PYTHON, HERE / "tools/fetch_wheels.py", given.fetch.resolve(), given.python])
    source = ["--no-index", "--find-links", given.offline.resolve()] if given.offline else []
    install("requirements.txt", *source)
    return start([*options, *argv[end:]])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PermissionError as fault:
        sys.exit(say("write", fault.filename))
    except KeyboardInterrupt:
        sys.exit(130)
