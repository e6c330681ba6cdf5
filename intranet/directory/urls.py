from django.urls import path

from intranet.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.PersonListView.as_view(), name="list"),
    path("lista-telefonow/", views.PhoneListView.as_view(), name="phone_list"),
    path("<int:pk>/", views.PersonDetailView.as_view(), name="person"),
    path("<int:pk>/wizytowka.vcf", views.vcard, name="vcard"),
    path("komorki/", views.UnitListView.as_view(), name="units"),
    path("komorki/<int:pk>/", views.UnitDetailView.as_view(), name="unit"),
]
