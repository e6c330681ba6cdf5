"""The product's addresses and, before them, those that exist only to be compared with."""

from django.urls import include, path

from tests.benchmarks import views

urlpatterns = [
    path("benchmark/bare/<int:pk>/", views.bare),
    path("benchmark/shell/", views.shell),
    path("benchmark/worker/", views.worker),
    path("", include("intranet.urls")),
]
