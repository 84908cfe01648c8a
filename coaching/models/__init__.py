"""What coaching/ remembers: programmes, sessions, goals and steps, alerts, and words that are not signed yet."""

from coaching.models.between import Contact
from coaching.models.drafts import HeldPost, SessionDraft
from coaching.models.follow_up import FollowUp
from coaching.models.goals import Goal, GoalRating, Pace, Step
from coaching.models.groups import GroupMeeting, GroupMember, GroupSeries
from coaching.models.outputs import Code, Given
from coaching.models.own import Phrase, Reflection, Supervision
from coaching.models.programmes import Capacity, Enrolment, EnrolmentStep, Programme, ProgrammeMeasure
from coaching.models.risk import RiskAlert, RiskTold
from coaching.models.session import Addendum, Session, SessionReader

__all__ = [
    "Addendum",
    "Capacity",
    "Code",
    "Contact",
    "Enrolment",
    "EnrolmentStep",
    "FollowUp",
    "Given",
    "Goal",
    "GoalRating",
    "GroupMeeting",
    "GroupMember",
    "GroupSeries",
    "HeldPost",
    "Pace",
    "Phrase",
    "Programme",
    "ProgrammeMeasure",
    "Reflection",
    "RiskAlert",
    "RiskTold",
    "Session",
    "SessionDraft",
    "SessionReader",
    "Step",
    "Supervision",
]
