import pytest

from app.hits.bots import is_bot

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        f"{WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "curl/8.10.1",
        "python-requests/2.32.3",
        "",
        "   ",
    ],
)
def test_known_bots_and_the_nameless_are_bots(agent: str) -> None:
    assert is_bot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        f"{WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        f"{WINDOWS} Gecko/20100101 Firefox/145.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
        # A telephone whose maker's name ends in "bot".
        "Mozilla/5.0 (Linux; Android 13; CUBOT_P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142 Mobile",
        "Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/116 Mobile MicroMessenger/8.0.47 Weixin",
        "\xff\x00 no name that anybody knows",
        "x" * 500,
    ],
)
def test_browsers_are_none(agent: str) -> None:
    assert not is_bot(agent)
