from django.urls import path

from intranet.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:file_id>/", views.open_file, name="open"),
    path("<uuid:file_id>/podglad/", views.preview_file, name="preview"),
]
