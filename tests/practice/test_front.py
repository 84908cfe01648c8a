"""Where a practice's own address leads."""

import pytest


@pytest.mark.parametrize(
    ("name", "address", "leads_to"),
    [
        ("asha", "/A81001/", "/mine/today"),
        ("cara", "/A81001/", "/A81001/searches"),
        ("mo", "/A81001/", "/A81001/dashboard"),
        ("lena", "/A81001/", "/A81001/asked"),
        ("lena", "/A81002/", "/A81002/asked"),
    ],
)
def test_who_works_in_several_practices_gets_into_each(elm, browser_of, name, address, leads_to):
    assert browser_of(name).get(address)["Location"] == leads_to
