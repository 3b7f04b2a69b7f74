"""The `commonbeat` command: the house's own commands under its settings; the workshop's need no Django."""

import os
import sys

#: in the order in which somebody meets them
COMMANDS = ["demo", "init", "serve", "upgrade", "backup", "restore", "verify", "access", "tend"]
COMMANDS += ["import-polis", "export-polis", "import-meetings", "translate"]
#: commands of the workshop, which need neither Django nor a database
OF_THE_WORKSHOP = {
    "opinions": "Find groups of people who vote alike, from a file of votes (such as Polis publishes).",
    "check": "Say what is in a file of stops, citations, calls, roster, population or codes, and what is wrong.",
    "compute": "Answer one question about records (see list), with intervals and what was left out.",
    "validate": "Hold the numbers against published ones and against invented records with known truth.",
    "list": "Name every measure of records, with what it needs and what to take care of.",
    "draw": "Repeat a draw by lot, from its pool and seed or from its words in the public log.",
    "lint-form": "Read a form, an order, a contract or an e-mail for quotas, sentence by sentence.",
}


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in OF_THE_WORKSHOP:
        from commonbeat.measures.__main__ import main as workshop

        sys.exit(workshop(sys.argv[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonbeat.settings")
    if sys.argv[1:2] != ["translate"]:  # whose lists all users of the machine read
        os.umask(0o077)  # what the house writes is for the one who runs it
    if sys.argv[1:] in ([], ["help"], ["-h"], ["--help"]):
        print(overview())
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line([*sys.argv[:1], *(file_of(name) for name in sys.argv[1:2]), *sys.argv[2:]])


def file_of(name: str) -> str:
    """A command's file is named as Python names files: import-polis stands in import_polis.py."""
    return name.replace("-", "_") if name in COMMANDS else name


def overview() -> str:
    """Every command of the house with what it does; Django's own stay reachable but are not listed."""
    import django
    from django.core.management import load_command_class

    django.setup()
    lines = [f"  {name:15} {load_command_class('commonbeat.front', file_of(name)).help}" for name in COMMANDS]
    lines += [f"  {name:15} {what}" for name, what in OF_THE_WORKSHOP.items()]
    more = "commonbeat COMMAND --help says more. The data folder is the one that COMMONBEAT_DATA names, else var/."
    return "\n".join(["commonbeat COMMAND", "", *lines, "", more])


if __name__ == "__main__":
    main()
