"""What the templates of charts and progress need worked out."""

import math

from django import template

from intranet.core.chart_samples import ChartSamples, chart_samples

register = template.Library()
register.simple_tag(chart_samples)

__all__ = ["ChartSamples", "register", "whole_percent"]


@register.filter
def whole_percent(value: float | str) -> str:
    """Return a share between 0 and 100 as a whole number.

    Only everything is 100, only nothing is 0: 99.7 gives "99" and 0.2 gives "1", so that nobody believes a
    thing done that is not.
    """
    share = min(100.0, max(0.0, float(value)))
    return str(math.floor(share) if share > 50 else math.ceil(share) if share < 1 else round(share))
