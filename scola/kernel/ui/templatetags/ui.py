"""The template tags of the house. They are builtins: no template loads them."""

from django import template

register = template.Library()
