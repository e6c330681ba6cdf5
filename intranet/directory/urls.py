from django.urls import path

from intranet.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.PersonListView.as_view(), name="list"),
    path("<int:pk>/", views.PersonDetailView.as_view(), name="person"),
    path("komorki/", views.UnitListView.as_view(), name="units"),
    path("komorki/<int:pk>/", views.UnitDetailView.as_view(), name="unit"),
]
