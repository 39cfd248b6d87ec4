"""Every URL of Scola. The first segment names the package that answers."""

from django.urls import include, path

from scola.config.views import health
from scola.kernel.live import capability_view

urlpatterns = [
    path("", include("scola.site.urls")),
    path("healthz", health, name="health"),
    path("live/capability", capability_view, name="capability"),
    path("directory/", include("scola.directory.urls")),
    path("sharing/", include("scola.sharing.urls")),
    path("ui/", include("scola.kernel.ui.urls")),
    path("lesson/", include("scola.lesson.urls")),
    path("board/", include("scola.board.urls")),
]

handler404 = "scola.kernel.errors.not_found"
handler400 = "scola.kernel.errors.bad_request"
handler500 = "scola.kernel.errors.server_error"
