"""What this machine has for the tests: a browser, a PostgreSQL server, LibreOffice, poppler."""

import os
import shutil
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome")
USUAL_PLACES = (
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


def find_chromium() -> Path | None:
    """Find Chromium, Chrome or Edge: as `CHROMIUM` says, else on PATH, else in the usual places."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named) if Path(named).is_file() else None
    on_path = (shutil.which(name) for name in BROWSERS)
    variables = {"PROGRAMFILES": "", "PROGRAMFILES(X86)": "", "LOCALAPPDATA": "", **os.environ}
    usual = (place.format_map(variables) for place in USUAL_PLACES)
    return next((Path(place) for place in (*on_path, *usual) if place and Path(place).is_file()), None)


OFFICE_PLACES = (
    "{PROGRAMFILES}/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_libreoffice() -> Path | None:
    """Find LibreOffice, with its spreadsheet program where it comes in parts: on PATH, else in the usual places."""
    on_path = (shutil.which(name) for name in ("soffice", "libreoffice"))
    usual = (place.format_map({"PROGRAMFILES": "", **os.environ}) for place in OFFICE_PLACES)
    found = next((Path(place) for place in (*on_path, *usual) if place and Path(place).is_file()), None)
    folder = found.resolve().parent if found else None
    return found if folder and (any(folder.glob("*sclo*")) or folder.name == "MacOS") else None


def find_postgres() -> Path | None:
    """Find the folder with PostgreSQL's server programs (initdb, pg_ctl): on PATH, else Debian's place."""
    places = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: place.parent.name.zfill(4))
    places += reversed(versions)
    return next((place for place in places if any(place.glob("pg_ctl*"))), None)


def find_poppler() -> Path | None:
    """Find poppler's pdftotext on PATH."""
    found = shutil.which("pdftotext")
    return Path(found) if found else None
