from django.urls import path

from intranet.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("czeka/", views.waiting, name="waiting"),
    path("moj-zespol/", views.team, name="team"),
    path("dyrektor/", views.director, name="director"),
]
