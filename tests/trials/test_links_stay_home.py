"""Trial 46 for links: a token goes out in a message, is opened and mistyped, and stands nowhere in the house."""

import json
import re
from pathlib import Path

import pytest

from tests.trials.test_names_stay_home import Walker, adds_somebody, logs_of
from tests.trials.whole_site import WholeSite, whole_site

pytestmark = pytest.mark.fault  # a whole site, for links alone: names_stay_home starts one in every run
SENT = "SELECT count(*) > 0 FROM reminders_message WHERE kind = 'measure' AND outcome = 'sent'"


def sends_a_link(asha: Walker, record: str, site: WholeSite) -> None:
    ((instrument,),) = site.sql("SELECT id FROM activation_instrument WHERE key = 'skerry-13'")
    begun = {"instrument": str(instrument), "mode": "link", "language": "en"}
    asked = asha.post(f"{record}/measure", begun).where
    assert asked.endswith("/asked")
    measurement = asked.removesuffix("/asked")
    asha.go_on(asha.post(f"{measurement}/send-link"))
    site.wait_until(SENT)
    for page in (record, asked, f"{measurement}/send-link", "/A81001/messages?show=sent"):
        assert asha.get(page).status == 200


def token_in(outbox: Path) -> str:
    texts = [json.loads(path.read_text())["words"] for path in (outbox / "messages").glob("*.json")]
    (token,) = re.findall(r"/link/([A-Za-z0-9_-]{32})/", " ".join(texts))
    return token


def opens(phone: Walker, token: str) -> None:
    """With a wrong birth date, with the right one, and where there is no page."""
    for year in ("1971", "1970"):
        phone.fill(f"/link/{token}/", birth_date_day="4", birth_date_month="5", birth_date_year=year)
    assert phone.get(f"/link/{token}/statement/1").status == 200
    assert phone.get(f"/link/{token}/nowhere").status == 404


@pytest.fixture(scope="module")
def walked():
    """The site after the walk, what was seen by staff, and the token."""
    with whole_site() as site:
        asha, phone = Walker(site.address).sign_in(), Walker(site.address)
        sends_a_link(asha, adds_somebody(asha), site)
        token = token_in(site.folder / "outbox")
        opens(phone, token)
        yield site, asha, token


def test_46_the_token_stands_in_no_log(walked):
    site, _asha, token = walked
    assert [path.name for path in logs_of(site) if token.encode() in path.read_bytes()] == []


def test_46_nor_on_its_way_to_the_worker(walked):
    site, _asha, token = walked
    written = [path.read_bytes() for path in (site.folder / "redis").rglob("*") if path.is_file()]
    assert len(site.listener.heard) > 20
    assert not [line for line in site.listener.heard if token in line]
    assert not [text for text in written if token.encode() in text]


def test_46_nor_in_any_table(walked):
    site, _asha, token = walked
    tables = [name for (name,) in site.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    rows = [row for name in tables for (row,) in site.sql(f"SELECT t::text FROM {name} t")]
    assert [row for row in rows if "has a few questions for you: [link]" in row]
    assert [row[:80] for row in rows if token in row] == []


def test_46_nor_on_any_page_of_staff(walked):
    _site, asha, token = walked
    assert [answer.text for answer in asha.answers if "[link]" in answer.text]
    assert [answer.where for answer in asha.answers if token in answer.text + answer.where] == []
