"""A browser for the journeys: the system's Chromium, else one that fits where there is no root."""

import io
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from launch.assets import MODULES, fetch
from launch.bootstrap import TOOLS
from launch.keeper import ServerFailed

# The shell has no windows and takes half the processor's time of a whole browser.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOME = TOOLS / "chromium"
FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{HOME}/fonts</dir><dir>/usr/share/fonts</dir></fontconfig>
"""
PACKED = MODULES / "@sparticuz" / "chromium" / "bin"


def chromium() -> tuple[str, list[str]]:
    """The browser's path and the arguments it is started with: `launch(executable_path=path, args=args)`."""
    if found := installed():
        return found, [
            *QUIET,
            "--no-sandbox",
        ]  # it opens our own pages only, and many machines forbid the sandbox
    if (HOME / "chromium").exists():
        return str(HOME / "chromium"), [*QUIET, "--no-sandbox", "--no-zygote", "--headless=shell"]
    raise ServerFailed("No Chromium here. `make test` fetches one; or install the package `chromium`.")


def installed() -> str | None:
    given = os.environ.get("CHROMIUM")
    return given or next((found for name in NAMES if (found := shutil.which(name))), None)


def ensure() -> None:
    """Called once before the tests. Where packages can be installed, the quick one is; any other browser will do."""
    if os.environ.get("CHROMIUM") or shutil.which(NAMES[0]):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium ...", flush=True)
        install_package()
    if installed() or (HOME / "chromium").exists():
        return
    print("Unpacking a Chromium of our own ...", flush=True)
    unpack()


def install_package() -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-qq"],
        ["install", "-qq", "-y", "--no-install-recommends", NAMES[0], "fonts-liberation"],
    ):
        subprocess.run(["apt-get", *command], env=environment, check=False, stdout=subprocess.DEVNULL)


def unpack() -> None:
    """The npm package carries the browser, its libraries and fonts packed with Brotli; its own unpacker needs Node."""
    import brotli

    fetch()
    draft = HOME.with_name(f"chromium.{os.getpid()}")
    draft.mkdir(parents=True)
    (draft / "browser").write_bytes(brotli.decompress((PACKED / "chromium.br").read_bytes()))
    (draft / "browser").chmod(0o755)
    for packed in PACKED.glob("*.tar.br"):
        with tarfile.open(fileobj=io.BytesIO(brotli.decompress(packed.read_bytes()))) as archive:
            archive.extractall(draft)  # noqa: S202 - its hash is in the lock
    (draft / "fonts.conf").write_text(FONTS)
    write_starter(draft)
    draft.rename(HOME)


def write_starter(folder: Path) -> None:
    """Starts the browser with the libraries and fonts that came along, wherever the folder ends up."""
    starter = folder / "chromium"
    starter.write_text(
        "#!/bin/sh\n"
        'here=$(dirname "$(readlink -f "$0")")\n'
        'export LD_LIBRARY_PATH="$here/lib:$here${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\n'
        'export FONTCONFIG_PATH="$here" XDG_CACHE_HOME="${TMPDIR:-/tmp}"\n'
        'exec "$here/browser" "$@"\n'
    )
    starter.chmod(0o755)


if __name__ == "__main__":
    ensure()
    print(*chromium())
