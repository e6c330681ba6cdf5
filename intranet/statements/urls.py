from django.urls import path

from intranet.statements import views

app_name = "statements"
urlpatterns = [
    path("deklaracja-dostepnosci/", views.accessibility, name="accessibility"),
    path("prywatnosc/", views.privacy, name="privacy"),
    path("administracja/deklaracja-dostepnosci/", views.edit_accessibility, name="edit_accessibility"),
    path("administracja/prywatnosc/", views.edit_privacy, name="edit_privacy"),
]
