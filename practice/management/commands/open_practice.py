"""`manage.py open_practice A81001 "Elm Surgery"`: the installer's one step before anybody can sign in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from practice import clock
from practice.actions import NotPossible, join, open_practice
from practice.actors import System
from practice.models import User
from practice.permissions import Role
from practice.tenancy import in_view

INSTALLER = System("installer")


class Command(BaseCommand):
    """Makes the network and the practice where they are missing, and gives it its first administrator."""

    help = "Open a practice and give it an administrator, who chooses a password by “I forgot my password”."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ods_code", help="for example A81001")
        parser.add_argument("name", help="for example “Elm Surgery”")
        parser.add_argument("--network", required=True, help="the primary care network it belongs to")
        parser.add_argument("--telephone", default="", help="which patients ring; stands on their plans")
        parser.add_argument("--administrator", required=True, metavar="EMAIL")
        parser.add_argument("--administrator-name", required=True, metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["administrator"])
        except ValidationError:
            raise CommandError("The administrator’s email address is not complete.") from None
        now = clock.now()
        with transaction.atomic():
            practice = open_practice(
                ods_code=options["ods_code"],
                name=options["name"],
                network_name=options["network"],
                telephone=options["telephone"],
            )
            email = options["administrator"].strip().lower()
            user = User.objects.filter(email=email).first() or User.objects.create_user(
                email, options["administrator_name"]
            )
            with in_view([practice], INSTALLER):
                try:
                    join(
                        practice=practice,
                        user=user,
                        role=Role.ADMINISTRATOR,
                        starts_on=now.date(),
                        by=INSTALLER,
                        now=now,
                    )
                except NotPossible as reason:
                    raise CommandError(str(reason)) from None
        self.stdout.write(
            f"{practice.name} is open. {user.name} chooses a password by “I forgot my password”."
        )
