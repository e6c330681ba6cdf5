from django.urls import path

from intranet.page_notes import views

app_name = "page_notes"
urlpatterns = [
    path("", views.NoteListView.as_view(), name="list"),
    path("moje/", views.OwnNoteListView.as_view(), name="own"),
    path("nowa/", views.create_note, name="create"),
    path("<int:pk>/", views.show_note, name="detail"),
]
