"""The `commonbeat` command: Django's management commands under the house's settings; the workshop's need none."""

import os
import sys

#: commands of the workshop, which need neither Django nor a database
OF_THE_WORKSHOP = {"opinions"}


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in OF_THE_WORKSHOP:
        from commonbeat.measures.__main__ import main as workshop

        sys.exit(workshop(sys.argv[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonbeat.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
