"""Where a postcode lies and how deprived that area is: public reference data, no practice's own."""

from django.db import models


class Place(models.Model):
    """A postcode, the small area it lies in, and its middle in degrees where the file says it."""

    postcode = models.CharField(max_length=8, primary_key=True)
    area = models.CharField(max_length=9)
    area_edition = models.CharField(max_length=6)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    def __str__(self) -> str:
        return self.postcode


class Area(models.Model):
    """The deprivation decile of a small area in one edition of the index; 1 is the most deprived."""

    code = models.CharField(max_length=9)
    edition = models.CharField(max_length=12)
    decile = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="area_once")]

    def __str__(self) -> str:
        return self.code
