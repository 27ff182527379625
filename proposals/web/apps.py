"""Registers the pages: template tags, and the admin of the proposals app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Everything that knows HTTP. It has no tables of its own."""

    name = "proposals.web"
    label = "web"
