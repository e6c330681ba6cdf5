from django.urls import path

from intranet.accounts import views

app_name = "accounts"
urlpatterns = [
    path("kontakt-pomocy/", views.edit_help_contact, name="help_contact"),
]
