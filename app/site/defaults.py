"""What a newsroom's settings are until somebody sets them."""

from app.site.models import SiteSettings, SiteTexts

TEXTS = {
    "en": {
        "company_name": "Our company",
        "publish_date_label": "Publish Date",
        "hits_label": "Hits",
        "picture_label": "Picture",
        "contact_heading": "Contact Us",
        "focus_heading": "Focus Us",
        "qr_heading": "Scan QR code",
        "rights": "All rights reserved",
    },
    "zh": {
        "company_name": "我们的公司",
        "publish_date_label": "发布日期",
        "hits_label": "浏览次数",
        "picture_label": "图",
        "contact_heading": "联系我们",
        "focus_heading": "关注我们",
        "qr_heading": "扫描二维码",
        "rights": "版权所有",
    },
}


def settings() -> SiteSettings:
    """Return the settings as they are before anything is set, not stored."""
    return SiteSettings(
        id=1,
        telephone="",
        fax="",
        qr_target="",
        record_number="",
        security_contact="",
        indexnow_key="",
        baidu_token="",
        stopping_checks="",
        time_zone="UTC",
        brand_colour="#0b6b4f",
    )


def texts(language: str) -> SiteTexts:
    """Return the texts of a language as they are before anything is set, not stored."""
    return SiteTexts(language=language, address="", press_contact="", boilerplate="", **TEXTS[language])
