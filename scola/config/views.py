"""The health of the installation, for who operates it."""

from django.conf import settings
from django.http import JsonResponse

from scola.config.health import check_health
from scola.kernel.page import ActorRequest, page


@page(public=True)
def health(request: ActorRequest) -> JsonResponse:
    """200 when web, real-time and jobs are alive, else 503; the body says which is not."""
    report = check_health(settings.DATA_DIR)
    return JsonResponse(report, status=200 if all(report.values()) else 503)
