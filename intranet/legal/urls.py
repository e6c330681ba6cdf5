from django.urls import path

from intranet.legal import views

app_name = "legal"
urlpatterns = [
    path("", views.ActListView.as_view(), name="list"),
    path("nowy/", views.create_act, name="create"),
    path("<int:pk>/", views.ActDetailView.as_view(), name="detail"),
    path("<int:pk>/zmien/", views.edit_act, name="edit"),
]
