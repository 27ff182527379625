"""The template filter for texts in Markdown."""

from django import template
from django.utils.safestring import SafeString

from sources.rendering import render_markdown

register = template.Library()


@register.filter
def markdown(text: str, top_heading: int = 3) -> SafeString:
    """Draw a text as HTML blocks: `{{ clause.text|markdown }}`, `{{ note|markdown:4 }}`."""
    return render_markdown(str(text or ""), top_heading=int(top_heading))
