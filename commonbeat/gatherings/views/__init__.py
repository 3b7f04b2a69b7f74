"""The room's pages: find, form, act, go on. One file per topic."""
