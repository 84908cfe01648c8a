"""A real nginx, which reads docs/deploy/nginx.conf with other ports and places, before two web servers."""

import os
import re
import shutil
import signal
import ssl
import subprocess
import time
from pathlib import Path

from launch.body import die_with_parent
from tests.live import ROOT, free_port

CONFIGURATION = ROOT / "docs" / "deploy" / "nginx.conf"
NAME = "127.0.0.1"
PORTS = ("plain", "tls", "watch", "web-1", "web-2")


class NoNginx(RuntimeError):
    """This machine has none, and none could be fetched; why."""


def find_nginx(folder: Path) -> Path:
    """The machine's own; else Debian's package, unpacked into a folder."""
    if found := shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return Path(found)
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise NoNginx("no nginx on this machine, and no apt-get to fetch one")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "download", "-qq", "nginx"]):
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    packages = list(folder.glob("nginx_*.deb"))
    if not packages:
        raise NoNginx(f"no nginx on this machine, and apt-get did not bring one: {ran.stderr.strip()[-300:]}")
    subprocess.run(["dpkg-deb", "-x", packages[0], folder], check=True, capture_output=True)
    return folder / "usr" / "sbin" / "nginx"


def configured(folder: Path, ports: dict[str, int]) -> str:
    """The file as it stands, with other ports, places and name; nothing else is changed."""
    words = CONFIGURATION.read_text()
    for old, new in {
        "/etc/nginx/mime.types": str(folder / "mime.types"),
        "/etc/ssl/skerry": str(folder),
        "/var/log/nginx": str(folder),
        "/run/": f"{folder}/",
        "listen 80 default_server": f"listen {NAME}:{ports['plain']} default_server",
        "listen 443 ssl": f"listen {NAME}:{ports['tls']} ssl",
        "127.0.0.1:9180": f"{NAME}:{ports['watch']}",
        "127.0.0.1:8000": f"{NAME}:{ports['web-1']}",
        "127.0.0.1:8001": f"{NAME}:{ports['web-2']}",
        "skerry.example.org": NAME,
    }.items():
        assert old in words, old
        words = words.replace(old, new)
    # The package's own folders, made when it is installed, for what is not used here.
    others = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in ("fastcgi", "uwsgi", "scgi"))
    words = words.replace("http {\n", f"http {{\n{others}", 1)
    # Whoever gives an address instead of a name names nobody, and is refused; here is no name to give.
    return re.sub(r"    # Whoever asks for another name.*?\n    }\n", "", words, flags=re.DOTALL)


def make_certificate(folder: Path) -> None:
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    command += ["-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=IP:{NAME}"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


class Nginx:
    def __init__(self, folder: Path, program: Path) -> None:
        self.folder, self.program = folder, program
        self.ports = {name: free_port() for name in PORTS}
        self.written = folder / "nginx.conf"

    def start(self) -> None:
        """In the foreground: it ends with this process, whatever happens."""
        make_certificate(self.folder)
        (self.folder / "mime.types").write_text("types { text/html html; }")
        self.written.write_text(configured(self.folder, self.ports))
        more = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")  # the folder is ours alone
        command = [self.program, "-p", self.folder, "-c", self.written, "-g", more]
        with (self.folder / "nginx.out").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - this thread lives on
            )  # fmt: skip
        deadline = time.monotonic() + 30
        while not (self.folder / "nginx.pid").exists():
            assert self.process.poll() is None, (self.folder / "nginx.out").read_text()
            assert time.monotonic() < deadline, "nginx does not start"
            time.sleep(0.1)

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "fullchain.pem")

    def set_aside(self, name: str, away: bool) -> None:
        """It asks this web server no more, or again; what it has asked is answered."""
        asked, down = (f":{self.ports[name]} {how};" for how in ("max_fails=0", "down"))
        words = self.written.read_text()
        assert (asked if away else down) in words
        self.written.write_text(words.replace(asked, down) if away else words.replace(down, asked))
        self.process.send_signal(signal.SIGHUP)
        time.sleep(3)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
