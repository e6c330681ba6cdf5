"""Pages and files are written by Wagtail; what it tells of them keeps the search index in step.

Moving a page needs nothing: where it lies, and so who may open it, is asked when somebody searches.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from intranet.news.models import InformationPage, NewsItem
from intranet.news.search import file_pages, file_pages_naming
from intranet.search.indexing import remove_object


@receiver([page_published, page_unpublished])
def file_page(instance: Page, **kwargs: Any) -> None:
    file_pages([instance.pk])


@receiver(post_delete, sender=NewsItem)
@receiver(post_delete, sender=InformationPage)
def forget_deleted(instance: NewsItem | InformationPage, **kwargs: Any) -> None:
    remove_object(instance)


@receiver(post_save, sender=Document)
def file_pages_with_file(instance: Document, **kwargs: Any) -> None:
    file_pages_naming(Document, [instance.pk])
