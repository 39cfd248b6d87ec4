"""Rosters: who is in the schools, read from other systems' files. One folder per format.

A format turns files into a `Roster` (facts); `matching` and `plan` compare it with what exists;
`apply` writes the plan and `undo` takes it back. Only the last two and `existing` know Django.
"""
