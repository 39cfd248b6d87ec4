"""Password sign-in by login or e-mail."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Q
from django.http import HttpRequest

from scola.directory.models import Account


class AccountBackend(BaseBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> Account | None:
        """The account whose login, or whose only e-mail, is `username`, when the password fits."""
        name = (username or "").strip().lower()
        rows = Account.objects.trusted("sign-in").filter(
            Q(login=name) | Q(email=name), is_active=True, person__left_on=None
        )
        found = list(rows[:2]) if name else []
        if len(found) != 1:
            # Same time whether the account exists or not.
            Account().set_password(password or "")
            return None
        return found[0] if found[0].check_password(password or "") else None

    def get_user(self, user_id: str) -> Account | None:
        return Account.objects.trusted("sign-in").filter(pk=user_id, is_active=True).first()
