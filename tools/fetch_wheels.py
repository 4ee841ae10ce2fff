"""Gather the wheels that a Windows PC (x64) without internet needs: `python3 run.py --fetch FOLDER`.

pip downloads for another system but judges environment markers, those of the lock (`sys_platform == 'win32'`)
and those inside each package, by the machine it runs on: what only Windows needs would be missing. Here pip's
own copy of `packaging` is told to judge them as Windows would. Dependencies stay switched on: one that the
lock does not pin for Windows makes this download fail instead of the office's installation.
"""

import runpy
import sys
from pathlib import Path

from pip._vendor.packaging import markers

HERE = Path(__file__).resolve().parent.parent


def windows(python: str) -> dict[str, str]:
    """Give the marker environment of CPython on 64-bit Windows, `python` being for instance "3.13"."""
    return {
        **markers.default_environment(),
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_release": "10",
        "platform_system": "Windows",
        "platform_version": "10.0",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }


def fetch(folder: Path, python: str) -> None:
    """Fill the folder; ends the process with pip's exit code."""
    environment = windows(python)
    markers.default_environment = lambda: dict(environment)
    options = ["--only-binary", ":all:", "--platform", "win_amd64", "--python-version", python]
    lock = ["--require-hashes", "-r", str(HERE / "requirements.txt")]
    sys.argv = ["pip", "download", "--disable-pip-version-check", *options, *lock, "--dest", str(folder)]
    try:
        runpy.run_module("pip", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if not end.code:
            count = len(list(folder.glob("*.whl")))
            print(f"ได้ {count} ไฟล์ สำหรับ Python {python} บน Windows: วางโฟลเดอร์นี้ข้าง start.cmd ในชื่อ wheels")
            print(f"{count} wheels for Python {python} on Windows: put the folder beside start.cmd as wheels")
        raise


if __name__ == "__main__":
    fetch(Path(sys.argv[1]), sys.argv[2])
