"""ONDE's CSV extractions, and the hand-made teachers' file that goes with them.

Columns are recognised by their title, never by their place: layouts differ from year to year and
"Extraction personnalisée" lets each school choose.
"""

NAME = "onde"
