import pytest

from app.transfer.legacy.foot import body_length

BODY = ["The long hall is open again.", "Picture 1 The long hall"]

FEET = {
    "english": [
        "Contact Us",
        "Address:14 Quay Street, Vik",
        "Focus Us",
        "Scan QR code",
        "Services · Company · About Us",
        "Vik ICP No. 5550101-1©2009-2021 Halden Instruments Co., Ltd. All rights reserved",
    ],
    "company name first": [
        "CONTACT US:",
        "Halden Instruments Co., Ltd.",
        "Address: 14 Quay Street",
        "Tel.: 1",
        "Fax: 2",
    ],
    "link to the contact": ["Contact Us", "Address:14 Quay Street", "Company", "Contact Us", "Vik ICP No. 1"],
    "chinese": [
        "联系我们",
        "地址：晨湖市码头街14号",
        "关注我们",
        "扫描二维码",
        "晨ICP备00000001号-1",
        "晨公网安备 1号",
    ],
    "traditional": ["聯繫我們", "電話：1", "關注我們", "掃描二維碼", "版權所有"],
    "without address": ["Contact Us", "Focus Us", "Scan the QR code"],
    "without contact": ["Focus Us", "Scan QR code", "Vik ICP No. 5550101-1"],
    "code first": ["Follow Us", "Scan QR code", "Contact Us", "Address: 14 Quay Street", "▲ Top"],
    "record alone": ["Vik ICP No. 5550101-1©2009-2021 Halden Instruments Co., Ltd. All rights reserved."],
    "rights alone": ["All rights reserved."],
    "copyright": ["Copyright (c) 2021 Halden Instruments", "Copyright © Halden Instruments"],
    "cut off": ["Contact Us"],
    "neighbours": ["Previous: A Shared Laboratory Opens in Vik.", "Next: None", "Return", "Contact Us", "Address: 1"],
    "neighbours alone": ["Previous:A", "Next page >"],
    "chinese neighbours": ["上一篇：开放日", "下一篇 没有了", "【返回列表】"],
    "none": [],
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET.keys())
def test_foot_is_cut(foot: list[str]) -> None:
    assert body_length([*BODY, *foot]) == len(BODY)


@pytest.mark.parametrize(
    "body",
    [
        ["Contact us for a visit."],
        ["Contact Us", "Ms. Siti Rahmawati, press office", "press@halden.example"],
        ["Contact Us", "Address: 14 Quay Street", "The desk is open from eight to six."],
        ["Contact Us", "Address: 14 Quay Street", "Picture 1 The desk"],
        ["联系我们", "地址：码头街14号", "服务台每天早上八点至下午六点开放。"],
        ["Address: 14 Quay Street", "Tel: 1"],
        ["Focus Us", "The forum ends in May.", "Thanks to all."],
        ["Guangdong ICP No. 5 was granted in May."],
        ["备案工作已经完成。"],
        ["The year on the seal is 2021 ©, all in gold."],
        ["Next, we will train the night shift.", "Next steps"],
        ["Previous talks had failed."],
        ["下一篇章由此开启"],
        ["Back in Vik"],
        ["x" * 400],
    ],
)
@pytest.mark.parametrize("foot", [FEET["none"], FEET["english"], FEET["without contact"]])
def test_words_of_the_foot_stay_in_the_body(body: list[str], foot: list[str]) -> None:
    assert body_length([*BODY, *body, *foot]) == len(BODY) + len(body)


def test_empty() -> None:
    assert body_length([]) == 0
