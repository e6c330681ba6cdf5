from django.urls import path

from intranet.search.views import recent, results, suggestions

app_name = "search"
urlpatterns = [
    path("", results.results, name="results"),
    path("podpowiedzi/", suggestions.suggestions, name="suggestions"),
    path("ostatnie/usun/", recent.forget, name="forget"),
]
