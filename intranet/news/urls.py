from django.urls import path

from intranet.news import views

app_name = "news"
urlpatterns = [
    path("aktualnosci/", views.NewsListView.as_view(), name="list"),
    path("aktualnosci/<slug:slug>/", views.detail, name="detail"),
    path("aktualnosci/<slug:slug>/kalendarz.ics", views.event_calendar, name="event_calendar"),
    path("pomoc/", views.help_pages, name="help"),
]
