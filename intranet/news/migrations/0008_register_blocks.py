import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0007_help_pages"),
    ]

    operations = [
        migrations.AlterField(
            model_name="informationpage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("paragraph", 0),
                    ("heading", 1),
                    ("steps", 5),
                    ("callout", 9),
                    ("contacts", 17),
                    ("files", 19),
                    ("image", 20),
                    ("orders_by_subject", 27),
                    ("orders_of_unit", 29),
                    ("chosen_orders", 32),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "ol", "ul", "link", "document-link"],
                            "icon": "pilcrow",
                            "label": "Text",
                        },
                    ),
                    1: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "icon": "title",
                            "label": "Heading",
                            "max_length": 120,
                            "template": "news/blocks/heading.html",
                        },
                    ),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "What to do", "max_length": 120}),
                    3: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "ol", "ul", "link", "document-link"],
                            "label": "Explanation",
                            "required": False,
                        },
                    ),
                    4: ("wagtail.blocks.StructBlock", [[("title", 2), ("text", 3)]], {}),
                    5: (
                        "wagtail.blocks.ListBlock",
                        (4,),
                        {
                            "icon": "list-ol",
                            "label": "Steps",
                            "min_num": 1,
                            "template": "news/blocks/steps.html",
                        },
                    ),
                    6: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("info", "remark"),
                                ("success", "good news"),
                                ("warning", "warning"),
                                ("danger", "danger"),
                                ("neutral", "aside"),
                            ],
                            "label": "Kind",
                        },
                    ),
                    7: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Heading", "max_length": 120, "required": False},
                    ),
                    8: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "link"], "label": "Text"},
                    ),
                    9: ("wagtail.blocks.StructBlock", [[("variant", 6), ("title", 7), ("text", 8)]], {}),
                    10: (
                        "intranet.news.choosers.PersonChooserBlock",
                        (),
                        {"icon": "user", "label": "Person", "template": "news/blocks/contact_person.html"},
                    ),
                    11: (
                        "intranet.news.choosers.UnitChooserBlock",
                        (),
                        {"icon": "group", "label": "Unit", "template": "news/blocks/contact_unit.html"},
                    ),
                    12: ("wagtail.blocks.CharBlock", (), {"label": "Name", "max_length": 120}),
                    13: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Role or office", "max_length": 120, "required": False},
                    ),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Phone", "max_length": 60, "required": False},
                    ),
                    15: ("wagtail.blocks.EmailBlock", (), {"label": "E-mail", "required": False}),
                    16: (
                        "wagtail.blocks.StructBlock",
                        [[("name", 12), ("role", 13), ("phone", 14), ("email", 15)]],
                        {"template": "news/blocks/contact_typed.html"},
                    ),
                    17: ("wagtail.blocks.StreamBlock", [[("person", 10), ("unit", 11), ("typed", 16)]], {}),
                    18: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "File"}),
                    19: (
                        "wagtail.blocks.ListBlock",
                        (18,),
                        {
                            "icon": "doc-full",
                            "label": "Files",
                            "min_num": 1,
                            "template": "news/blocks/files.html",
                        },
                    ),
                    20: (
                        "wagtail.images.blocks.ImageBlock",
                        [],
                        {"icon": "image", "label": "Picture", "template": "news/blocks/image.html"},
                    ),
                    21: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": (
                                "Stands above the list. It may be empty when the page already has a heading "
                                "there."
                            ),
                            "label": "Heading",
                            "max_length": 120,
                            "required": False,
                        },
                    ),
                    22: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": (
                                "The list shows orders with all these words, in any form. For example: umowa."
                            ),
                            "label": "Words",
                            "max_length": 120,
                        },
                    ),
                    23: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("subject", "in the subject"),
                                ("text", "anywhere: in the subject or in the text"),
                            ],
                            "label": "Where the words stand",
                        },
                    ),
                    24: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("", "all"),
                                ("ORDER", "order"),
                                ("CIRCULAR", "circular"),
                                ("DECISION", "decision"),
                                ("INSTRUCTION_ORDER", "service instruction"),
                                ("EXTERNAL_ACT", "external act"),
                            ],
                            "label": "Kind",
                            "required": False,
                        },
                    ),
                    25: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("-date", "the newest first"),
                                ("date", "the oldest first"),
                                ("-number", "by number, the highest first"),
                                ("number", "by number, the lowest first"),
                            ],
                            "label": "Order of the list",
                        },
                    ),
                    26: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "default": 10,
                            "help_text": "Below the list stands a link to the rest of them in the register.",
                            "label": "How many at most",
                            "max_value": 50,
                            "min_value": 1,
                        },
                    ),
                    27: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("words", 22),
                                ("where", 23),
                                ("kind", 24),
                                ("sort", 25),
                                ("limit", 26),
                            ]
                        ],
                        {},
                    ),
                    28: (
                        "intranet.news.choosers.UnitChooserBlock",
                        (),
                        {"help_text": "The unit that prepared the orders.", "label": "Owner unit"},
                    ),
                    29: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 21), ("unit", 28), ("kind", 24), ("sort", 25), ("limit", 26)]],
                        {},
                    ),
                    30: ("intranet.news.order_choosers.OrderChooserBlock", (), {"label": "An order"}),
                    31: (
                        "wagtail.blocks.ListBlock",
                        (30,),
                        {
                            "help_text": (
                                "They stand on the page as you put them here. An order no longer in force is "
                                "shown with what repealed it; who may not read an order does not see it."
                            ),
                            "label": "Orders",
                            "max_num": 50,
                            "min_num": 1,
                        },
                    ),
                    32: ("wagtail.blocks.StructBlock", [[("title", 21), ("orders", 31)]], {}),
                },
                verbose_name="body",
            ),
        ),
        migrations.AlterField(
            model_name="newsitem",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("paragraph", 0),
                    ("heading", 1),
                    ("steps", 5),
                    ("callout", 9),
                    ("contacts", 17),
                    ("files", 19),
                    ("image", 20),
                    ("orders_by_subject", 27),
                    ("orders_of_unit", 29),
                    ("chosen_orders", 32),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "ol", "ul", "link", "document-link"],
                            "icon": "pilcrow",
                            "label": "Text",
                        },
                    ),
                    1: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "icon": "title",
                            "label": "Heading",
                            "max_length": 120,
                            "template": "news/blocks/heading.html",
                        },
                    ),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "What to do", "max_length": 120}),
                    3: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "ol", "ul", "link", "document-link"],
                            "label": "Explanation",
                            "required": False,
                        },
                    ),
                    4: ("wagtail.blocks.StructBlock", [[("title", 2), ("text", 3)]], {}),
                    5: (
                        "wagtail.blocks.ListBlock",
                        (4,),
                        {
                            "icon": "list-ol",
                            "label": "Steps",
                            "min_num": 1,
                            "template": "news/blocks/steps.html",
                        },
                    ),
                    6: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("info", "remark"),
                                ("success", "good news"),
                                ("warning", "warning"),
                                ("danger", "danger"),
                                ("neutral", "aside"),
                            ],
                            "label": "Kind",
                        },
                    ),
                    7: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Heading", "max_length": 120, "required": False},
                    ),
                    8: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "link"], "label": "Text"},
                    ),
                    9: ("wagtail.blocks.StructBlock", [[("variant", 6), ("title", 7), ("text", 8)]], {}),
                    10: (
                        "intranet.news.choosers.PersonChooserBlock",
                        (),
                        {"icon": "user", "label": "Person", "template": "news/blocks/contact_person.html"},
                    ),
                    11: (
                        "intranet.news.choosers.UnitChooserBlock",
                        (),
                        {"icon": "group", "label": "Unit", "template": "news/blocks/contact_unit.html"},
                    ),
                    12: ("wagtail.blocks.CharBlock", (), {"label": "Name", "max_length": 120}),
                    13: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Role or office", "max_length": 120, "required": False},
                    ),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Phone", "max_length": 60, "required": False},
                    ),
                    15: ("wagtail.blocks.EmailBlock", (), {"label": "E-mail", "required": False}),
                    16: (
                        "wagtail.blocks.StructBlock",
                        [[("name", 12), ("role", 13), ("phone", 14), ("email", 15)]],
                        {"template": "news/blocks/contact_typed.html"},
                    ),
                    17: ("wagtail.blocks.StreamBlock", [[("person", 10), ("unit", 11), ("typed", 16)]], {}),
                    18: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "File"}),
                    19: (
                        "wagtail.blocks.ListBlock",
                        (18,),
                        {
                            "icon": "doc-full",
                            "label": "Files",
                            "min_num": 1,
                            "template": "news/blocks/files.html",
                        },
                    ),
                    20: (
                        "wagtail.images.blocks.ImageBlock",
                        [],
                        {"icon": "image", "label": "Picture", "template": "news/blocks/image.html"},
                    ),
                    21: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": (
                                "Stands above the list. It may be empty when the page already has a heading "
                                "there."
                            ),
                            "label": "Heading",
                            "max_length": 120,
                            "required": False,
                        },
                    ),
                    22: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": (
                                "The list shows orders with all these words, in any form. For example: umowa."
                            ),
                            "label": "Words",
                            "max_length": 120,
                        },
                    ),
                    23: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("subject", "in the subject"),
                                ("text", "anywhere: in the subject or in the text"),
                            ],
                            "label": "Where the words stand",
                        },
                    ),
                    24: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("", "all"),
                                ("ORDER", "order"),
                                ("CIRCULAR", "circular"),
                                ("DECISION", "decision"),
                                ("INSTRUCTION_ORDER", "service instruction"),
                                ("EXTERNAL_ACT", "external act"),
                            ],
                            "label": "Kind",
                            "required": False,
                        },
                    ),
                    25: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("-date", "the newest first"),
                                ("date", "the oldest first"),
                                ("-number", "by number, the highest first"),
                                ("number", "by number, the lowest first"),
                            ],
                            "label": "Order of the list",
                        },
                    ),
                    26: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "default": 10,
                            "help_text": "Below the list stands a link to the rest of them in the register.",
                            "label": "How many at most",
                            "max_value": 50,
                            "min_value": 1,
                        },
                    ),
                    27: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 21),
                                ("words", 22),
                                ("where", 23),
                                ("kind", 24),
                                ("sort", 25),
                                ("limit", 26),
                            ]
                        ],
                        {},
                    ),
                    28: (
                        "intranet.news.choosers.UnitChooserBlock",
                        (),
                        {"help_text": "The unit that prepared the orders.", "label": "Owner unit"},
                    ),
                    29: (
                        "wagtail.blocks.StructBlock",
                        [[("title", 21), ("unit", 28), ("kind", 24), ("sort", 25), ("limit", 26)]],
                        {},
                    ),
                    30: ("intranet.news.order_choosers.OrderChooserBlock", (), {"label": "An order"}),
                    31: (
                        "wagtail.blocks.ListBlock",
                        (30,),
                        {
                            "help_text": (
                                "They stand on the page as you put them here. An order no longer in force is "
                                "shown with what repealed it; who may not read an order does not see it."
                            ),
                            "label": "Orders",
                            "max_num": 50,
                            "min_num": 1,
                        },
                    ),
                    32: ("wagtail.blocks.StructBlock", [[("title", 21), ("orders", 31)]], {}),
                },
                verbose_name="body",
            ),
        ),
    ]
