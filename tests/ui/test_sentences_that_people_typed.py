"""French signs stay with their word, whoever typed the sentence."""

import pytest

from scola.kernel.ui.typography import typeset


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sortis de terre !", "Sortis de terre\u202f!"),
        ("Il dit : « Oh ! »", "Il dit\u00a0: «\u00a0Oh\u202f!\u00a0»"),
        ("Petru ; Lina ?", "Petru\u202f; Lina\u202f?"),
        ("à 9:30, ok!", "à 9:30, ok!"),
        (" ! seul", " ! seul"),
        ("ligne\n: suite", "ligne\n: suite"),
    ],
)
def test_signs_stay_with_their_word(typed, shown):
    assert typeset(typed) == shown
    assert typeset(shown) == shown
