"""The page `index.html` of an archived revision: what lies here and how to check it, without plangen, in ten years."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from generator.revisions.archive.layout import FORMAT
from generator.revisions.archive.layout import OBJECTS
from generator.revisions.archive.manifest import Item
from generator.revisions.archive.manifest import Manifest

_STYLE = """
body { font: 16px/1.7 "Noto Serif CJK SC", SimSun, serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; border-bottom: 1px solid #999; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #bbb; padding: .3em .6em; text-align: left; }
td.n { text-align: right; white-space: nowrap; } code { font: .85em Consolas, monospace; word-break: break-all; }
"""
_KINDS_OF_FILES = (
    "<code>frozen.zip</code> 里有两个文件：<code>facts.json</code> 是送签时的各项数据（路径、名称、内容），"
    "<code>texts.json</code> 是各段正文；上表没有列出时，表示这一份不含该文件。"
    "各文件都是 UTF-8 文本或通用的文档、压缩格式。"
)
_STEP = 16
_KINDS = {"revision": "应急预案（操作手册）", "correction": "更正通知单"}


def render_page(manifest: Manifest, said: Sequence[tuple[str, str]], files: Sequence[Item]) -> bytes:
    """The page of a revision: `said` are facts of it (title and value), `files` what lies beside the page."""
    title = f"{manifest.community}{_KINDS[manifest.kind]} {manifest.number}"
    up = "../" * (manifest.slug.count("/") + 2)
    body = [
        f"<h1>{escape(title)}　存档</h1>",
        _introduction(title),
        _table(("项目", "内容"), [(escape(name), escape(value)) for name, value in _facts(manifest, said)]),
        "<h2>本目录的文件</h2>",
        _table(
            ("文件", "内容", "字节数", "SHA-256"),
            [(_link(item.name, item.name), escape(item.role), str(item.size), _code(item.sha256)) for item in files],
        ),
    ]
    if manifest.objects:
        body += [
            "<h2>所用模板等共用文件</h2>",
            "<p>这些文件在全区只存一份，文件名就是它的 SHA-256。</p>",
            _table(
                ("原名", "内容", "字节数", "存放处"),
                [
                    (escape(item.name), escape(item.role), str(item.size), _link(f"{up}{OBJECTS}/{path}", path))
                    for item in manifest.objects
                    for path in [f"{item.object[:2]}/{item.object}"]
                ],
            ),
        ]
    if manifest.personal:
        body += [
            "<h2>含个人信息、另行存放的文件</h2>",
            "<p>人员名册和附册不在本目录，到期由两人监督销毁，销毁情况记在台账里。这里只留下校验值和人数。</p>",
            _table(
                ("文件", "内容", "人数", "应销毁日期", "SHA-256"),
                [
                    (escape(one.name), escape(one.role), str(one.count), escape(one.destroy_by), _code(one.sha256))
                    for one in manifest.personal
                ],
            ),
        ]
    body.append(_checking(manifest))
    head = f'<meta charset="utf-8"><title>{escape(title)}　存档</title><style>{_STYLE}</style>'
    text = "\n".join(body)
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n{text}\n</body></html>\n'.encode()


def _facts(manifest: Manifest, said: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    own = [("社区（村）", manifest.community), ("区划代码", manifest.code), ("编号", manifest.number)]
    return [pair for pair in (*own, *said, ("存档格式", f"第 {FORMAT} 版")) if pair[1]]


def _introduction(title: str) -> str:
    return (
        f"<p>本目录保存{escape(title)}送签时的全部文件，此后不再改动。用任何浏览器、Word 或 WPS、PDF 阅读器和文本编辑器"
        "就能阅读和核对，不需要生成它的软件。签发、施行、备案、分发、替代等情况记在台账里，不在这里。</p>"
    )


def _checking(manifest: Manifest) -> str:
    number, ledger = escape(manifest.number), escape(f"plans/{manifest.slug}/revisions/")
    steps = f"""在本目录运行 <code>sha256sum -c SHA256SUMS</code>
（Windows：<code>certutil -hashfile 文件名 SHA256</code>，与上表逐个比较）。每个文件都应当相符。

运行 <code>sha256sum manifest.json</code>，把结果与台账 <code>{ledger}</code> 里编号为 {number} 的那一条的
<code>archive:</code> 比较。两者相同，说明清单没有改过；清单里有本目录每个文件的 SHA-256（本页也在内）。

台账每条一个文件，按序号排列。每条的 <code>previous:</code> 是前一条文件的 SHA-256（第一条没有，
它的 <code>community:</code> 写明是谁的台账），逐条运行 <code>sha256sum</code> 比较，就能知道有没有缺少、改动或调换。

上一级目录的 <code>ledger.json</code> 列出台账每条文件的 SHA-256，最后一条应当就是台账里最新的一条。"""
    items = "\n".join(f"<li>{step}</li>" for step in steps.split("\n\n"))
    return f"<h2>怎样核对</h2>\n<ol>\n{items}\n</ol>\n<p>{_KINDS_OF_FILES}</p>"


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{title}</th>" for title in titles)
    lines = ["".join(_cell(text) for text in row) for row in rows]
    return f"<table><tr>{head}</tr>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


def _cell(text: str) -> str:
    return f'<td class="n">{text}</td>' if text.isdigit() else f"<td>{text}</td>"


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(quote(target))}">{_breakable(text)}</a>'


def _code(text: str) -> str:
    return f"<code>{_breakable(text)}</code>"


def _breakable(text: str) -> str:
    """A long name may go on in the next line; what is copied from the page is the name all the same."""
    return "<wbr>".join(escape(text[at : at + _STEP]) for at in range(0, len(text), _STEP))
