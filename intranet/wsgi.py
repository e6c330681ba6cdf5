"""The entry of the web server; refuses to serve when a safety check fails."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intranet.settings.production")

application = get_wsgi_application()

from intranet.core.startup import refuse_unsafe_start  # noqa: E402  (needs the application set up)
from intranet.search.words import warm_up  # noqa: E402

refuse_unsafe_start()
# Before the server forks its workers, so that they share the Polish dictionary.
warm_up()
