#!/usr/bin/env python3
"""Development's door to the commands; installed, it is `commonbeat`."""

from commonbeat.cli import main

main()
