from django.urls import path
from django.http import HttpResponse

app_name = "search"
urlpatterns = [path("", lambda request: HttpResponse(""), name="results")]
