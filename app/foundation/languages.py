"""The languages that a newsroom can speak, by BCP 47 code, each under the name it calls itself."""

LANGUAGES = {"en": "English", "zh": "中文"}

# The language whose addresses carry no prefix.
DEFAULT_LANGUAGE = "en"
FURTHER_LANGUAGES = tuple(code for code in LANGUAGES if code != DEFAULT_LANGUAGE)
