"""What outreach/ remembers: whom we look for, whom we ask, what they answered."""

from outreach.models.cohorts import (
    Cohort,
    CohortPerson,
    CohortRun,
    LeftOut,
    Listed,
    PeopleList,
    ProtectedReason,
)
from outreach.models.exports import CohortExport, NotOptedOut, OptOutCheck, Purpose
from outreach.models.waves import (
    CallTry,
    Invitation,
    InvitingTerms,
    OfferedTime,
    RankRule,
    Wave,
)

__all__ = [
    "CallTry",
    "Cohort",
    "CohortExport",
    "CohortPerson",
    "CohortRun",
    "Invitation",
    "InvitingTerms",
    "LeftOut",
    "Listed",
    "NotOptedOut",
    "OfferedTime",
    "OptOutCheck",
    "PeopleList",
    "ProtectedReason",
    "Purpose",
    "RankRule",
    "Wave",
]
