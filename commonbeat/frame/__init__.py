"""The few ways in which everything is done: act, permit, show, tell, wait.

Each module is one mechanism; rooms above use them and add nothing of the kind.
Start at action.py, then page.py.
"""
