"""The words by which services are found, and where their places are: made again whenever a service was written."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from prescribing.models import Service, ServiceNeed, ServiceWord, Venue
from prescribing.words import words_of

MOST_WORDS = 150
# A word in the name says more than one far down in a description.
NAME, OFFERED_BY, NEED, PLACE, SAID = 8, 5, 4, 2, 1
_LOCATE = """
UPDATE prescribing_venue v SET latitude = p.latitude, longitude = p.longitude FROM patients_place p
WHERE v.network_id = %s AND v.latitude IS NULL AND v.withdrawn_at IS NULL AND v.postcode <> ''
AND p.postcode = v.postcode AND p.latitude IS NOT NULL AND p.longitude IS NOT NULL
"""


def reword(network_id: int, service_ids: Iterable[int]) -> None:
    """Take the old words away and lay the new ones; some hundred services at a time."""
    wanted = list(service_ids)
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        said = {pk: weighed(texts) for pk, texts in texts_of(some).items()}
        ServiceWord.objects.filter(service_id__in=some).delete()
        ServiceWord.objects.bulk_create(
            (
                ServiceWord(network_id=network_id, service_id=pk, word=word, weight=weight)
                for pk, words in said.items()
                for word, weight in words.items()
            ),
            batch_size=5_000,
        )


def texts_of(service_ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    """What is said of each service, with the weight of where it is said."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for service in Service.objects.filter(pk__in=service_ids).select_related("organisation"):
        found[service.pk] = [
            (NAME, service.name),
            (OFFERED_BY, service.organisation.name),
            (SAID, f"{service.description} {service.who_for} {service.area_words}"),
        ]
    here = {"service_id__in": service_ids, "withdrawn_at": None}
    for pk, words in ServiceNeed.objects.filter(**here).values_list("service_id", "need__words"):
        found[pk].append((NEED, words))
    # A place that is nobody else's to know is not found by its name either.
    for pk, name, address in Venue.objects.filter(**here, confidential=False).values_list(
        "service_id", "name", "address"
    ):
        found[pk].append((PLACE, f"{name} {address}"))
    return found


def weighed(texts: list[tuple[int, str]]) -> dict[str, int]:
    """Each word with its greatest weight; the weightiest first, and not more than anybody looks for."""
    found: dict[str, int] = {}
    for weight, text in sorted(texts, key=lambda one: -one[0]):
        for word in words_of(text):
            if len(found) >= MOST_WORDS:
                return found
            found.setdefault(word, weight)
    return found


def locate(network_id: int) -> int:
    """Places that have a postcode and no coordinates get the middle of the postcode, where it is known."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCATE, [network_id])
        return cursor.rowcount
