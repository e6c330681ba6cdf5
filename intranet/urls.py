"""Every address of the intranet; what answers without a session is named in ``PUBLIC_VIEWS``."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from intranet.accounts.views import closed_user_management
from intranet.core import views as core
from intranet.core.admin import site as admin_site

handler400 = "intranet.core.views.bad_request"
handler403 = "intranet.core.views.permission_denied"
handler404 = "intranet.core.views.page_not_found"
handler429 = "intranet.core.views.too_many_requests"
handler500 = "intranet.core.views.server_error"

urlpatterns = [
    path("healthz", core.healthz, name="healthz"),
    path("readyz", core.readyz, name="readyz"),
    path("favicon.ico", core.favicon, name="favicon"),
    path("jezyk/", set_language, name="set_language"),
    path("konto/logowanie/", account.login, name="account_login"),
    path("konto/wyloguj/", account.logout, name="account_logout"),
    path("konto/nieaktywne/", account.account_inactive, name="account_inactive"),
    path("administracja/wyszukiwanie/", include("intranet.search.editing_urls")),
    path("administracja/", include("intranet.accounts.urls")),
    path("", include("intranet.home.urls")),
    path("szukaj/", include("intranet.search.urls")),
    path("zarzadzenia/", include("intranet.orders.urls")),
    path("akty-prawne/", include("intranet.legal.urls")),
    path("pracownicy/", include("intranet.directory.urls")),
    path("pliki/", include("intranet.files.urls")),
    path("uwagi/", include("intranet.page_notes.urls")),
    path("", include("intranet.statements.urls")),
    path("", include("intranet.news.urls")),
    path("media/<path:path>", core.media, name="media"),
    path("cms/login/", core.cms_gate),  # before Wagtail's own sign-in: no second door, no redirect loop
    path("cms/users/<path:rest>", closed_user_management),
    path("cms/users/", closed_user_management, {"rest": ""}),
    path("cms/", include(wagtailadmin_urls)),
    path("admin/", admin_site.urls),
    path("dokumenty/", include(wagtaildocs_urls)),
    path("strony/", include(wagtail_urls)),
]
if settings.SHOW_COMPONENT_CATALOGUE:
    urlpatterns.append(path("katalog-komponentow/", core.component_catalogue, name="component_catalogue"))
