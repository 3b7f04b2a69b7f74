"""The `commonbeat` command: the house's own commands, which are Django's management commands under its settings."""

import os
import sys

#: in the order in which somebody meets them
COMMANDS = ["demo", "init", "serve", "upgrade", "backup", "restore", "access", "tend", "translate"]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonbeat.settings")
    if sys.argv[1:2] != ["translate"]:  # whose lists all users of the machine read
        os.umask(0o077)  # what the house writes is for the one who runs it
    if sys.argv[1:] in ([], ["help"], ["-h"], ["--help"]):
        print(overview())
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def overview() -> str:
    """Every command of the house with what it does; Django's own stay reachable but are not listed."""
    import django
    from django.core.management import load_command_class

    django.setup()
    lines = [f"  {name:10} {load_command_class('commonbeat.front', name).help}" for name in COMMANDS]
    more = "commonbeat COMMAND --help says more. The data folder is the one that COMMONBEAT_DATA names, else var/."
    return "\n".join(["commonbeat COMMAND", "", *lines, "", more])


if __name__ == "__main__":
    main()
