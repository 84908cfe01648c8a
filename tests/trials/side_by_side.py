"""The whole product side by side: two web servers, three workers and two timetables behind a real nginx."""

import signal
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.live import kill_site, start_site, wait_for
from tests.trials.clockwork_site import ClockworkSite
from tests.trials.nginx import NAME, Nginx, find_nginx
from tests.trials.visitor import Stays, Visitor

WORKERS = ("worker-1", "worker-2", "worker-3")
TOKEN = "only-for-this-trial"
GUNICORN = "--workers=1 --graceful-timeout=20"  # as the image starts it, with fewer processes


class SideBySide(ClockworkSite):
    def __init__(self, folder: Path, program: Path) -> None:
        super().__init__(folder)
        (folder / "front").mkdir()
        self.nginx = Nginx(folder / "front", program)
        self.port = self.nginx.ports["web-1"]
        self.address = f"http://{NAME}:{self.port}"
        self.front = f"https://{NAME}:{self.nginx.ports['tls']}"
        self.webs: dict[str, subprocess.Popen] = {}

    def start(self) -> None:
        self.nginx.start()
        self.settings |= {
            "PUBLIC_URL": self.front,
            "SKERRY_PROXIES": "1",
            "GUNICORN_CMD_ARGS": GUNICORN,
            "METRICS_TOKEN": TOKEN,
        }
        super().start()
        self.webs["web-1"] = self.web
        self.start_web("web-2")

    def start_web(self, name: str) -> None:
        port = self.nginx.ports[name]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.webs[name] = start_site(port, log, **self.settings)
        wait_for(f"http://{NAME}:{port}", self.webs[name])
        self.web = self.webs["web-1"]

    # --- trouble -----------------------------------------------------------------------------

    def kill_web(self, name: str) -> None:
        kill_site(self.webs[name])

    def restart_web(self, name: str) -> None:
        self.nginx.set_aside(name, away=True)
        self.webs[name].send_signal(signal.SIGTERM)
        self.webs[name].wait(60)
        self.start_web(name)
        self.nginx.set_aside(name, away=False)

    def stop(self) -> None:
        self.nginx.stop()
        for web in list(self.webs.values())[1:]:
            if web.poll() is None:
                web.terminate()
                web.wait(60)
        super().stop()


class Guest(Visitor):
    """A browser that comes by https, trusts this certificate, and says where it comes from."""

    def __init__(self, site: SideBySide) -> None:
        super().__init__(site.front)
        self.home = site
        keeper = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(
            keeper,
            Stays,
            urllib.request.HTTPSHandler(context=site.nginx.trusted()),
            urllib.request.ProxyHandler({}),
        )
        self.opener.addheaders = [
            ("Origin", site.front),
            ("X-Forwarded-For", "203.0.113.9"),
            ("X-Forwarded-Proto", "http"),
        ]

    def twin(self) -> "Guest":
        other = Guest(self.home)
        other.cookies._cookies = self.cookies._cookies
        return other

    def token(self) -> str:
        return next((cookie.value or "" for cookie in self.cookies if cookie.name == "__Host-csrf"), "")

    def status(self, path: str) -> int:
        try:
            return self.get(path).status
        except OSError:
            return 0


@contextmanager
def side_by_side() -> Iterator[SideBySide]:
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        site = SideBySide(Path(folder), find_nginx(Path(folder)))
        try:
            site.start()
            yield site
        finally:
            site.stop()
