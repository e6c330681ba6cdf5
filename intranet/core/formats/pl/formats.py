"""Polish date formats as offices write them: „14 grudnia 2016 r.” and 14.12.2016.

Names are Django's (FORMAT_MODULE_PATH). The space before „r.” does not break.
"""

DATE_FORMAT = "j\u00a0E\u00a0Y\u00a0\\r."
DATETIME_FORMAT = "j\u00a0E\u00a0Y\u00a0\\r., H:i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
THOUSAND_SEPARATOR = "\u00a0"
