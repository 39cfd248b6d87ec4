"""What stands behind the <id:…> of each address: always the CE1's own things.

`make_targets` makes one of each through the domains' actions. An address that needs a thing not
named here is an error of the matrix, not a skipped row.
"""

from dataclasses import dataclass

from django.urls import URLPattern, reverse

from tests.cast import Cast


@dataclass(frozen=True)
class Targets:
    """Values by an address's argument, or by "url name.argument" where the name says too little."""

    by_argument: dict[str, str]

    def address(self, name: str, pattern: URLPattern) -> str:
        arguments = {}
        for argument in pattern.pattern.converters:
            key = f"{name}.{argument}"
            value = self.by_argument.get(key) or self.by_argument.get(argument)
            assert value, f"tests/access/targets.py has nothing for {key}"
            arguments[argument] = value
        return reverse(name, kwargs=arguments)


def make_targets(cast: Cast) -> Targets:
    return Targets({"lesson": "x" * 16})
