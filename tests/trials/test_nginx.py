"""What docs/deploy/nginx.conf promises, of a real nginx before two gunicorns: a web server dies, and each is restarted,
while browsers read and send forms; what a browser says of itself is replaced; no log keeps what was asked.
"""

import http.client
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from tests import house
from tests.live import ROOT, kill_site
from tests.trials.nginx import CONFIGURATION, NAME, Nginx, NoNginx, find_nginx

CLIENTS = 6
LIES = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "x",
    "Forwarded": "x",
}


def test_lists_are_passed_on_as_they_come():
    """Whatever takes a file is named in nginx's configuration: none of it waits in a file of nginx's."""
    (pattern,) = re.findall(r"location ~ (\S+) \{\n\s+proxy_request_buffering off", CONFIGURATION.read_text())
    taking = [route for _name, route, view in house.patterns() if getattr(view, "takes_files", False)]
    addresses = [
        re.sub(r"<int:\w+>", "12", "/" + route.replace("<ods:ods_code>", "A81001")) for route in taking
    ]
    assert addresses
    assert [address for address in addresses if not re.search(pattern, address)] == []


class Front:
    """nginx, and two gunicorns with the image's ways, before an application that needs nothing."""

    def __init__(self, folder: Path) -> None:
        self.nginx = Nginx(folder, find_nginx(folder))
        self.webs: dict[str, subprocess.Popen] = {}

    def start_web(self, name: str) -> None:
        port = self.nginx.ports[name]
        command = [sys.executable, "-m", "gunicorn", "tests.trials.small_wsgi", f"--bind={NAME}:{port}"]
        command += ["--worker-class=gthread", "--workers=2", "--threads=4", "--graceful-timeout=20"]
        self.webs[name] = subprocess.Popen(
            [*command, "--no-control-socket"], cwd=ROOT, stderr=subprocess.DEVNULL, process_group=0
        )
        while not answers(f"http://{NAME}:{port}/"):
            assert self.webs[name].poll() is None
            time.sleep(0.1)

    def restart_web(self, name: str) -> None:
        self.nginx.set_aside(name, away=True)
        self.webs[name].terminate()
        self.webs[name].wait(30)
        self.start_web(name)
        self.nginx.set_aside(name, away=False)

    def ask(self, method: str, path: str) -> http.client.HTTPResponse:
        line = http.client.HTTPSConnection(
            NAME, self.nginx.ports["tls"], timeout=60, context=self.nginx.trusted()
        )
        line.request(method, path, b"form=1" if method == "POST" else None, LIES)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=20).close()  # noqa: S310 - our own
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def front():
    with tempfile.TemporaryDirectory(prefix="skerry-") as folder:
        try:
            site = Front(Path(folder))
        except NoNginx as reason:
            pytest.skip(str(reason))
        site.nginx.start()
        for name in ("web-1", "web-2"):
            site.start_web(name)
        yield site
        site.nginx.stop()
        for web in site.webs.values():
            web.terminate()
            web.wait(30)


def under_load(front: Front, *troubles) -> Counter:
    """How often each method was answered with each status, before, during and after the troubles."""
    stop, said = threading.Event(), Counter()

    def work() -> None:
        while not stop.wait(0.2):  # all together stay under the limit for one address
            for method in ("GET", "POST"):
                said[method, front.ask(method, "/mine/find?text=Quillfeather").status] += 1

    threads = [threading.Thread(target=work) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for trouble in troubles:
        time.sleep(3)
        trouble()
    time.sleep(3)
    stop.set()
    for thread in threads:
        thread.join()
    return said


@pytest.mark.fault
def test_where_one_dies_what_only_reads_is_asked_of_the_other(front):
    said = under_load(front, lambda: kill_site(front.webs["web-1"]), lambda: front.start_web("web-1"))
    assert said["GET", 200] > CLIENTS and said["POST", 200] > CLIENTS
    assert said.keys() <= {("GET", 200), ("POST", 200), ("POST", 502)}
    assert said["POST", 502] <= CLIENTS, "at most the form that each was sending"


@pytest.mark.fault
def test_set_aside_and_restarted_costs_nobody_a_request(front):
    said = under_load(front, *(lambda name=name: front.restart_web(name) for name in ("web-1", "web-2")))
    assert said.keys() == {("GET", 200), ("POST", 200)}


@pytest.mark.fault
def test_what_a_browser_says_of_itself_is_replaced(front):
    told = front.ask("GET", "/").headers["X-Told"]
    assert told == f"{NAME}|{NAME}|https||"


@pytest.mark.fault
def test_no_log_and_no_file_keeps_what_was_asked(front):
    for path in ("/link/secret-token/r?name=Quillfeather", "/account/password/reset/key/1-secret-token/"):
        front.ask("POST", path)
    folder = front.nginx.folder
    written = (folder / "access.log").read_text() + (folder / "error.log").read_text()
    assert '"page":"/link/..."' in written
    assert "secret-token" not in written and "Quillfeather" not in written
    assert [path for path in (folder / "nginx-bodies").rglob("*") if path.is_file()] == []


@pytest.mark.fault
def test_metrics_are_for_this_machine(front):
    assert front.ask("GET", "/metrics").status == 404
    for web in ("web-1", "web-2"):
        assert answers(f"http://{NAME}:{front.nginx.ports['watch']}/{web}/metrics")
