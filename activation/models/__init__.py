"""What activation/ remembers: questionnaires, how they are scored, who was asked and what they answered."""

from activation.models.instruments import Calibration, HeldLicence, Instrument
from activation.models.measurements import AnswerSheet, Measurement

__all__ = ["AnswerSheet", "Calibration", "HeldLicence", "Instrument", "Measurement"]
