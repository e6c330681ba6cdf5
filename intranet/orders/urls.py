from django.urls import path

from intranet.orders.views import feed, importing, numbers, register, settings, statistics, table, timeline

app_name = "orders"
urlpatterns = [
    path("", register.OrderListView.as_view(), name="list"),
    path("<int:pk>/", register.OrderDetailView.as_view(), name="detail"),
    path("<int:pk>/historia/", timeline.order_timeline, name="timeline"),
    path("rejestr/", table.register_table, name="table"),
    path("rejestr/pobierz.<slug:file_format>", table.register_table_file, name="table_file"),
    path("statystyka/", statistics.statistics, name="statistics"),
    path("statystyka/pobierz.<slug:file_format>", statistics.statistics_file, name="statistics_file"),
    path("kanal/", feed.feed_address, name="feed_address"),
    path("kanal/nowy/", feed.make_feed_address, name="make_feed_address"),
    path("kanal/uniewaznij/", feed.revoke_feed_address, name="revoke_feed_address"),
    path("kanal/<str:token>.xml", feed.feed, name="feed"),
    path("numery/", numbers.numbers, name="numbers"),
    path("numery/zachowaj/", numbers.hold, name="hold_number"),
    path("numery/<int:pk>/oddaj/", numbers.release, name="release_number"),
    path("ustawienia/", settings.settings, name="settings"),
    path("ustawienia/jrwa/", settings.classes, name="jrwa"),
    path("ustawienia/jrwa/nowa/", settings.edit_class, name="add_jrwa"),
    path("ustawienia/jrwa/wczytaj/", settings.upload_classes, name="upload_jrwa"),
    path("ustawienia/jrwa/<int:pk>/", settings.edit_class, name="edit_jrwa"),
    path("ustawienia/jrwa/<int:pk>/usun/", settings.remove_class, name="remove_jrwa"),
    path("import/", importing.imports, name="imports"),
    path("import/wzor/", importing.import_template, name="import_template"),
    path("import/<int:pk>/", importing.import_detail, name="import"),
    path("import/<int:pk>/postep/", importing.import_progress, name="import_progress"),
    path("import/<int:pk>/problemy.<slug:file_format>", importing.import_problems, name="import_problems"),
    path("import/<int:pk>/zapisz/", importing.confirm, name="confirm_import"),
    path("import/<int:pk>/przerwij/", importing.cancel, name="cancel_import"),
    path("import/<int:pk>/ponow/", importing.restart, name="restart_import"),
]
