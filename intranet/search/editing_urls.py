"""Addresses under /administracja/wyszukiwanie/, where editors teach the search."""

from django.urls import path

from intranet.search.views import editing

app_name = "search_editing"
urlpatterns = [
    path("", editing.misses, name="misses"),
    path("bez-wyniku.csv", editing.export_misses, name="export_misses"),
    path("bez-wyniku/<int:pk>/zalatw/", editing.settle, name="settle"),
    path("bez-wyniku/<int:pk>/przywroc/", editing.reopen, name="reopen"),
    path("synonimy/", editing.synonyms, name="synonyms"),
    path("synonimy/nowe/", editing.add_synonyms, name="add_synonyms"),
    path("synonimy/<int:pk>/", editing.change_synonyms, name="change_synonyms"),
    path("synonimy/<int:pk>/usun/", editing.remove_synonyms, name="remove_synonyms"),
    path("przypiete/", editing.pins, name="pins"),
    path("przypiete/nowe/", editing.add_pin, name="add_pin"),
    path("przypiete/<int:pk>/", editing.change_pin, name="change_pin"),
    path("przypiete/<int:pk>/usun/", editing.remove_pin, name="remove_pin"),
]
