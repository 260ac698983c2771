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
    press_contact: str
    boilerplate: str


@dataclass(frozen=True)
class CompanyLink:
    """What `FooterLink` holds."""

    language: str
    position: int
    text: str
    address: str


@dataclass(frozen=True)
class CompanySection:
    """What `Section` holds, with what `SectionTexts` holds for each language."""

    slug: str
    position: int
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Company:
    """What `SiteSettings` holds, and everything that goes with it."""

    telephone: str
    fax: str
    qr_target: str
    record_number: str
    security_contact: str
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
    security_contact="mailto:security@tangchuan.example.com",
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
            press_contact="""Mei Tang, Head of Corporate Communications
Telephone +86 000 5550 0120
press@tangchuan.example.com""",
            boilerplate="""Tangchuan Circular Materials Co., Ltd. takes back end-of-life batteries from vehicles and \
storage sites and makes nickel, cobalt and lithium salts and new cathode material of them. In 2025 it treated 61,500 \
tonnes of battery packs at Yunlan Works, Baisha Park and Haldvik.""",
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
            press_contact="""企业传播部 唐梅
电话：+86 000 5550 0120
press@tangchuan.example.com""",
            boilerplate="""棠川循环材料股份有限公司回收汽车和储能电站的退役电池，从中提取镍盐、钴盐和锂盐，并制成新的正极材料。\
2025年，公司在云澜工厂、白沙园区和哈尔德维克共处理电池包6.15万吨。""",
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
        CompanySection(
            "company-news",
            1,
            {
                "en": {
                    "name": "Company News",
                    "description": "Decisions, partnerships, openings and what else happens at Tangchuan.",
                },
                "zh": {"name": "公司新闻", "description": "公司的决策、合作、投产与日常动态。"},
            },
        ),
        CompanySection(
            "products-and-technology",
            2,
            {
                "en": {
                    "name": "Products and Technology",
                    "description": "How old batteries become new material, and what our laboratories and works find "
                    "out on the way.",
                },
                "zh": {"name": "产品与技术", "description": "旧电池如何成为新材料，以及实验室与工厂的新发现。"},
            },
        ),
        CompanySection(
            "sustainability",
            3,
            {
                "en": {
                    "name": "Sustainability",
                    "description": "Water, energy, emissions, nature and work safety, also where we miss a target.",
                },
                "zh": {"name": "可持续发展", "description": "水、能源、排放、自然与劳动安全，也包括未达成的目标。"},
            },
        ),
        CompanySection(
            "investor-relations",
            4,
            {
                "en": {
                    "name": "Investor Relations",
                    "description": "Results, general meetings and dates for shareholders and analysts.",
                    "press_contact": """Jun Bai, Investor Relations
Telephone +86 000 5550 0140
investors@tangchuan.example.com""",
                },
                "zh": {
                    "name": "投资者关系",
                    "description": "面向股东与分析师的业绩、股东大会与重要日期。",
                    "press_contact": """投资者关系部 白俊
电话：+86 000 5550 0140
investors@tangchuan.example.com""",
                },
            },
        ),
        CompanySection(
            "media-coverage",
            5,
            {
                "en": {"name": "Media Coverage", "description": "What newspapers and magazines report about us."},
                "zh": {"name": "媒体报道", "description": "报刊与媒体对公司的报道。"},
            },
        ),
    ),
)
