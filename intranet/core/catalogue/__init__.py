"""The catalogue of Polish texts: what the code says (sources), the file (pofile), what is wrong (checks).

Built on Babel and Django's own template reader, so that nobody needs the system's gettext.
"""
