from django.urls import URLPattern

app_name = "page_notes"
urlpatterns: list[URLPattern] = []
