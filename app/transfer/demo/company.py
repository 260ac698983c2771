"""The demo company, which exists nowhere else. Field names are those of `app.site.models`."""

from collections.abc import Mapping
from dataclasses import dataclass

PHOTOGRAPHER = "Wei Ran"


@dataclass(frozen=True)
class CompanyTexts:
    """What `SiteTexts` holds for one language."""

    language: str
    company_name: str
    address: str
    publish_date_label: str
    hits_label: str
    picture_label: str
    contact_heading: str
    focus_heading: str
    qr_heading: str
    rights: str


@dataclass(frozen=True)
class CompanyLink:
    """What `FooterLink` holds."""

    language: str
    position: int
    text: str
    address: str


@dataclass(frozen=True)
class CompanySection:
    """What `Section` holds, with its names by language."""

    slug: str
    position: int
    names: Mapping[str, str]


@dataclass(frozen=True)
class Company:
    """What `SiteSettings` holds, and everything that goes with it."""

    telephone: str
    fax: str
    qr_target: str
    record_number: str
    copyright_first_year: int
    # IANA name.
    time_zone: str
    # #rrggbb; 9.3:1 on white.
    brand_colour: str
    texts: tuple[CompanyTexts, ...]
    footer_links: tuple[CompanyLink, ...]
    sections: tuple[CompanySection, ...]

    def text(self, language: str) -> CompanyTexts:
        """Return the texts in `language`. Raises `KeyError` for a language the company does not speak."""
        return {texts.language: texts for texts in self.texts}[language]


COMPANY = Company(
    telephone="+86 000 5550 0100",
    fax="+86 000 5550 0199",
    qr_target="https://example.com/tangchuan",
    record_number="Demo ICP No. 00000000-1",
    copyright_first_year=2009,
    time_zone="Asia/Shanghai",
    brand_colour="#0b4f54",
    texts=(
        CompanyTexts(
            language="en",
            company_name="Tangchuan Circular Materials Co., Ltd.",
            address="18/F, Building 3, Heron Wharf, 66 Baita Road, Linhe New District, Yunlan 000000, China",
            publish_date_label="Publish Date",
            hits_label="Hits",
            picture_label="Picture",
            contact_heading="Contact Us",
            focus_heading="Focus Us",
            qr_heading="Scan QR code",
            rights="All rights reserved",
        ),
        CompanyTexts(
            language="zh",
            company_name="棠川循环材料股份有限公司",
            address="云澜市临河新区白塔路66号鹭洲中心3号楼18层（邮编：000000）",
            publish_date_label="发布日期",
            hits_label="浏览次数",
            picture_label="图",
            contact_heading="联系我们",
            focus_heading="关注我们",
            qr_heading="扫描二维码",
            rights="版权所有",
        ),
    ),
    footer_links=(
        CompanyLink("en", 1, "About Us", "https://example.com/tangchuan/about"),
        CompanyLink("en", 2, "Main Business", "https://example.com/tangchuan/business"),
        CompanyLink("en", 3, "Investors", "https://example.com/tangchuan/investors"),
        CompanyLink("en", 4, "Careers", "https://example.com/tangchuan/careers"),
        CompanyLink("zh", 1, "关于我们", "https://example.com/tangchuan/zh/about"),
        CompanyLink("zh", 2, "主营业务", "https://example.com/tangchuan/zh/business"),
        CompanyLink("zh", 3, "投资者关系", "https://example.com/tangchuan/zh/investors"),
        CompanyLink("zh", 4, "人才招聘", "https://example.com/tangchuan/zh/careers"),
    ),
    sections=(
        CompanySection("company-news", 1, {"en": "Company News", "zh": "公司新闻"}),
        CompanySection("products-and-technology", 2, {"en": "Products and Technology", "zh": "产品与技术"}),
        CompanySection("sustainability", 3, {"en": "Sustainability", "zh": "可持续发展"}),
        CompanySection("investor-relations", 4, {"en": "Investor Relations", "zh": "投资者关系"}),
        CompanySection("media-coverage", 5, {"en": "Media Coverage", "zh": "媒体报道"}),
    ),
)
