import pytest

from app.transfer.legacy.caption import LONGEST_CAPTION, Caption, caption


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Picture 1 Signing ceremony", "Signing ceremony"),
        ("Picture 1: Signing ceremony", "Signing ceremony"),
        ("Picture 1：Signing ceremony", "Signing ceremony"),
        ("PHOTO 12 Group photo", "Group photo"),
        ("Photo1 Group photo", "Group photo"),
        ("Figure 1: shows of the year", "shows of the year"),
        ("Figure 1. The long hall", "The long hall"),
        ("Figure 1.The long hall", "The long hall"),
        ("Fig. 1Siti Rahmawati (first from right) in the hall", "Siti Rahmawati (first from right) in the hall"),
        ("Fig 2 A balance", "A balance"),
        ("Fig. 3“Long” scale", "“Long” scale"),
        ("Pic. 1 The yard", "The yard"),
        ("Pic.1The yard", "The yard"),
        ("Picture 1 - The yard", "The yard"),
        ("Picture 1丨The yard", "The yard"),
        ("Picture 1——The yard", "The yard"),
        ("Picture 1 2021 annual meeting", "2021 annual meeting"),
        ("Photo 2 The delegates is what they are called.", "The delegates is what they are called."),
        ("Photo 3 in front of the hall", "in front of the hall"),
        ("Photo 4 signing ceremony", "signing ceremony"),
        ("图1：签约仪式", "签约仪式"),
        ("圖1:簽約儀式", "簽約儀式"),
        ("图1 签约仪式", "签约仪式"),
        ("图 １、签约仪式", "签约仪式"),
        ("图1中国代表团参观", "中国代表团参观"),
        ("图1显示屏前的来宾", "显示屏前的来宾"),
        ("图2.12月签约", "12月签约"),
        ("图片3 合影", "合影"),
        ("照片十：合影", "合影"),
        ("Photo 1", ""),
        ("Photo 1:", ""),
        ("图一", ""),
    ],
)
def test_numbered_captions(line: str, words: str) -> None:
    assert caption(line) == Caption(words, numbered=True)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("▲Signing ceremony", Caption("Signing ceremony", numbered=False)),
        ("▲ \u3000Figure 1 shows the yard.", Caption("Figure 1 shows the yard.", numbered=False)),
        ("▲", Caption("", numbered=False)),
        ("▲ 图1：签约仪式", Caption("签约仪式", numbered=True)),
    ],
)
def test_marked_captions(line: str, found: Caption) -> None:
    assert caption(line) == found


@pytest.mark.parametrize(
    "line",
    [
        "Figure 1 shows that output rose by 12 % in the year.",
        "Figure 1 clearly shows the rise.",
        "Figure 1 (left) shows the rise.",
        "Figure 1(a) shows the rise.",
        "Figure 1a shows the rise.",
        "Figure 1A shows the rise.",
        "Figure 1’s frame is new.",
        "Figure 1 and Figure 2 show the rise.",
        "Figure 2 refers to the yard.",
        "Figure 1, which came late, is missing.",
        "Figure 1.2 The rise",
        "Photo 1 was taken in May.",
        "Photo 1 of the series hangs in the hall.",
        "Photo 2024 in review",
        "Photo 1st prize",
        "Picture 1-3 The yard",
        "Picture 12% more",
        "Picture this: a scale as long as a hall.",
        "Pictures 1 and 2 are missing.",
        "Photographs came in numbers.",
        "The guests saw Picture 1 in the hall.",
        "Figures for 2021 follow.",
        "图1显示，订单增长。",
        "图1为签约仪式现场。",
        "图1中，订单增长。",
        "图1和图2表明订单增长。",
        "图1、图2表明订单增长。",
        "图一时之快",
        "如图1所示，订单增长。",
        "图书馆今日开放。",
        "12 ▲",
        "",
    ],
)
def test_body(line: str) -> None:
    assert caption(line) is None


def test_longest_caption() -> None:
    line = "Photo 1 ".ljust(LONGEST_CAPTION, "x")
    assert caption(line) is not None
    assert caption(line + "x") is None
    assert caption("▲".ljust(LONGEST_CAPTION + 1, "x")) is None
