"""Who acts where no person does."""

from practice.actors import System

SYSTEM = System("reminders")
