"""A search as a request makes it: in all practices in view, with one trail event each and no text."""

from collections import Counter

from patients.finding import Answer, find
from patients.query_words import Query
from practice import trail
from practice.requests import Request


def search(request: Request, query: Query) -> Answer:
    """Find, and leave in each practice's trail what kind of search it was and how many it answered."""
    answer = find(query, practices=[p.pk for p in request.practices], user=request.user.pk)
    counts = Counter(line.practice_id for line in [*answer.exact, *answer.near])
    for practice in request.practices:
        trail.record(
            "patients.searched",
            by=request.member,
            now=request.now,
            practice=practice,
            details={"kind": query.kind, "count": counts[practice.pk]},
        )
    return answer
