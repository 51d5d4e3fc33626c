"""Makes the sample district's ledgers and archive anew: what its communities issued, signed and handed out in 2026.

    .venv/bin/python scripts/sample_revisions.py [--font DroidSansFallbackFull.ttf] [--try FOLDER]

What is committed is the district as it stands at the end. The script works in a copy, day after day: it puts the
profiles and templates back to what they said on that day (later records away, later dates half a year earlier, the
changes of `CHANGES` and `WORDING` undone), and runs the very commands that an officer would. In the end
the copy must be the committed district again, and its ledgers and archive are taken over; with `--try` they stay there.

To be run whenever templates or profiles have changed so much that the sample’s revisions should follow. It takes some
minutes, and needs LibreOffice. Its pages are printed in one typeface, for it is the fonts that make an archive large:
Droid Sans Fallback (Debian: fonts-droid-fallback) takes a fifth of what the faces of official documents take.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont

from generator.facts.ledger.entries import SUBJECTS

ROOT = Path(__file__).resolve().parent.parent
FONT = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")
END = date(2026, 11, 24)
"""No date after this one is moved: it lies ahead on every day of the story."""

YUNLING, XIMEN, XUEYUANLU = "lingjiao/yunling", "luming/ximen", "xincheng/xueyuanlu"
YANTOUPING, YUNQIYUAN, XINANYUAN = "meiyang/yantouping", "xincheng/yunqiyuan", "jiangwan/xinanyuan"
SHIQIAOTOU, LIKENG, DANGLI = "luming/shiqiaotou", "xiyuan/likeng", "tangwan/dangli"

HEAD, VILLAGE_HEAD = "社区党委书记、居委会主任", "村党支部书记、村委会主任"
SPRING, AUTUMN = date(2026, 3, 2), date(2026, 10, 10)
PIECE = "templates/manual/action/warning.docx"
WORDING = (
    ("谁先看见谁先喊、先走。没出险不追究。", "谁先看见谁先喊、先走。"),
    ("每级记下时间和名字。夜里红色预警靠喊和敲门，不靠群消息。", "每级记下时间和名字。"),
)
"""What the piece says since the release of the autumn, and what it said before."""

RECIPE = "templates/manual/manual.yaml"
_RELEASE = re.compile(r"^release:\n(?:  .*\n)+\n", re.MULTILINE)
_DATES = re.compile(r"(?<![\d-])(20\d\d)-(\d\d)-(\d\d)(?!\d)|(20\d\d)年(\d{1,2})月(\d{1,2})日")
_AHEAD = re.compile(r"(?:expires_on|_until|due|destroy_by): $")
"""What stands before a day that lay ahead all the time."""
_TRAINING = re.compile(r"^(  - \{on: (\d{4}-\d\d-\d\d), subject: .*\n)", re.MULTILINE)
_REVIEWED = re.compile(r"^reviewed_on: (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """What a profile says since a day, and what it said before."""

    slug: str
    since: date
    now: str
    before: str


CHANGES = (
    # 云岭村: the drill of 18 May showed that the way over the tea terraces is too slow for stretchers (F-2026-01-3).
    Change(
        YUNLING,
        date(2026, 10, 12),
        "    route: 东侧村道\n    backup_route: 后山茶园道\n    shelter: 云岭小学旧校舍\n    minutes: 25\n",
        "    route: 后山茶园道\n    backup_route: 东侧村道\n    shelter: 云岭小学旧校舍\n    minutes: 15\n",
    ),
    Change(
        YUNLING,
        date(2026, 10, 12),
        "    via: [茶园机耕路, 水塔]\n    end: 云岭小学旧校舍\n    length_m: 1350\n"
        "    walk_min: 20\n    slow_min: 34\n",
        "    via: [茶园台阶, 水塔]\n    end: 云岭小学旧校舍\n    length_m: 760\n    walk_min: 9\n    slow_min: 15\n",
    ),
    Change(YUNLING, date(2026, 10, 12), "    guides: [机耕路口：孙示例]\n", "    guides: [茶园台阶口：孙示例]\n"),
    Change(
        YUNLING,
        date(2026, 10, 12),
        "first_act: 穿鞋拿手电，沿东侧村道走，不走溪边",
        "first_act: 穿鞋拿手电，沿后山茶园道走，不走溪边",
    ),
    Change(YUNLING, date(2026, 10, 12), "place: 村仓库2副、后坑2副,", "place: 村仓库4副,"),
    Change(
        YUNLING,
        date(2026, 10, 12),
        "  on: 2027年4月\n  kind: 综合实战\n  hazard: flash_flood\n"
        "  scenario: 夜间云溪涨水，第4批乘车下山，中途断网改用卫星电话\n",
        "  on: 2026年5月\n  kind: 综合实战\n  hazard: landslide\n"
        "  scenario: 台风外围暴雨，后坑雨量到值、见裂缝变宽，第1批转移到旧校舍\n",
    ),
    # 岩头坪村: since 26 March the school of the town is a second shelter; where nobody gets through was not said.
    Change(
        YANTOUPING,
        date(2026, 5, 25),
        "  - name: 梅垟乡中心校\n    address: 梅垟村乡政府西侧\n    level: 街镇\n    owner: 梅垟乡中心校\n"
        "    structure: 钢筋混凝土框架\n    storeys: 3\n    area_m2: 900\n    capacity: 260\n    own_capacity: 30\n"
        "    safe_for: [台风, 洪涝, 地质灾害, 火灾, 低温]\n    in_danger_of: []\n    above_flood: true\n"
        "    inspection: {on: 2025-04-08, by: 瓯江市示例房屋检测所, passed: true}\n"
        "    acceptance: {on: 2025-06-10, by: 鹿鸣区应急管理局, passed: true}\n"
        "    manager: 祁示例\n    deputy: 毛示例\n    keys: 学校传达室，24小时有人\n    open_min: 40\n"
        "    facilities: [床垫200套, 食堂, 饮水, 厕所男女分开, 备用电源]\n    barrier_free: true\n"
        "    agreement_on: 2026-03-26\n",
        "",
    ),
    Change(
        YANTOUPING,
        date(2026, 5, 25),
        "no_backup: 石阶走不成，到半天弄晒场旁邵示例家（离坎90米）等候，康示例鸣哨，齐示例用对讲机报人数",
        "no_backup: 石阶走不成，在屋里前间等突击队来接",
    ),
    Change(YANTOUPING, date(2026, 5, 25), "next_drill:\n  on: 2027年5月\n", "next_drill:\n  on: 2026年5月\n"),
    # 学院路社区: a new telephone at once by a notice, with the next revision a loudspeaker more.
    Change(
        XUEYUANLU,
        date(2026, 6, 22),
        '孟示例: {phone: "19900003604", post: 灾害信息员}',
        '孟示例: {phone: "19900003664", post: 灾害信息员}',
    ),
    Change(
        XUEYUANLU,
        date(2026, 7, 10),
        "{kind: 大喇叭, number: 6, covers: 全社区,",
        "{kind: 大喇叭, number: 5, covers: 全社区,",
    ),
)


class District:
    """A copy of the district that goes from day to day."""

    def __init__(self, work: Path, font: Path) -> None:
        self.root, self.aside, self.font = work / "district", work / "aside", font
        self.root.mkdir(parents=True)
        self.aside.mkdir()
        for folder in ("plans", "templates"):
            kept = shutil.ignore_patterns("revisions", "~$*", ".~*")
            shutil.copytree(ROOT / folder, self.root / folder, ignore=kept)
        self.environment = os.environ | {"PLANGEN_BY": "区应急管理局预案科", **_one_typeface(self.aside, font)}
        text = _read(self.root / RECIPE)
        _write(self.root / RECIPE, _RELEASE.sub("", text, count=1))

    def on(self, day: date) -> None:
        """Nothing; plans and templates say what they said on that day."""
        for path in sorted((ROOT / "plans").rglob("*.yaml")):
            name = path.relative_to(ROOT)
            if "revisions" in name.parts or name.name == "roster.yaml":
                continue
            target = self.root / name
            if len(name.parts) > 4:  # records, which have the day in their names
                target.unlink(missing_ok=True)
                if not _is_later(name.name, day):
                    shutil.copyfile(path, target)
                continue
            text = _read(path)
            for change in CHANGES:
                if name.as_posix() == f"plans/{change.slug}/profile.yaml":
                    assert text.count(change.now) == 1, f"{name} does not say once: {change.now}"  # noqa: S101
                    text = text.replace(change.now, change.before) if day < change.since else text
            _write(target, rewound(text, day))
        if day < AUTUMN:
            (self.root / PIECE).write_bytes(_older(ROOT / PIECE))
        else:
            shutil.copyfile(ROOT / PIECE, self.root / PIECE)

    def run(self, *words: str) -> None:
        """Nothing, once the command has come to its end.

        Raises: SystemExit if it has not.
        """
        print("$ plangen", *words, flush=True)
        main = "import sys; from generator.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", main, "-C", str(self.root), *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=False)
        if done.returncode:
            sys.exit(f"exit code {done.returncode}")

    def scan(self, name: str, *lines: str) -> str:
        """The path of a scanned page that says so."""
        page = Image.new("1", (620, 877), 1)
        draw = ImageDraw.Draw(page)
        large, small = (ImageFont.truetype(str(self.font), size) for size in (34, 20))
        draw.rectangle((30, 30, 590, 847), outline=0)
        draw.text((310, 60), "扫描件（示例）", font=small, fill=0, anchor="ma")
        for number, line in enumerate(lines):
            face = small if number else large
            draw.text((310, 220 + 60 * number), line, font=face, fill=0, anchor="ma")
        path = self.aside / f"{name}.png"
        page.save(path, optimize=True)
        return str(path)

    def issue(self, day: date, *words: str) -> None:
        """Nothing; the revision was issued that day."""
        self.on(day)
        self.run("issue", *words, "--on", f"{day}")

    def sign(self, slug: str, version: str, day: date, name: str, signer: str, post: str, *, seal: bool = True) -> None:
        """Nothing; the revision is signed, with a scan of the page."""
        scan = self.scan(
            f"{name}{version}", "批准页", f"《{name}“多案合一”综合应急预案》{version}", f"签发人：{signer}（签字）",
            f"{day.year}年{day.month}月{day.day}日",
        )  # fmt: skip
        stamped = ("--seal",) if seal else ()
        said = ("--on", f"{day}", "--signer", signer, "--post", post, *stamped, "--scan", scan)
        self.run("sign", slug, version, *said)

    def file(self, slug: str, version: str, day: date, office: str, number: str) -> None:
        """Nothing; the town has received the revision."""
        self.run("file", slug, version, "--on", f"{day}", "--received-by", office, "--receipt-no", number)

    def hand_out(self, slug: str, version: str, day: date, *, old: str = "无") -> None:
        """Nothing; the leader, the duty room and all grids have their copies, and the notice board has one."""
        profile = yaml.safe_load(_read(self.root / "plans" / slug / "profile.yaml"))
        posts = ["组长", "值班室", *(f"{grid['name']}网格长" for grid in profile["grids"])]
        copies = [word for at, post in enumerate(posts, 1) for word in ("--copy", f"内-{at:02}", post)]
        self.run("hand-out", slug, version, "--on", f"{day}", *copies, "--old", old)
        board = ("--edition", "public", "--copy", "公-01", "公告栏", "--old", old)
        self.run("hand-out", slug, version, "--on", f"{day}", *board)

    def adopt(self, slug: str, name: str, day: date, signer: str, *words: str, subjects: int = 6) -> None:
        """Nothing; the plan on paper is entered, with so many of the six subjects."""
        scan = self.scan(f"{name}纸质", f"{name}应急预案", f"{day.year}年版　共18页", f"签发人：{signer}（签字、盖章）",
                         f"{day.year}年{day.month}月{day.day}日")  # fmt: skip
        proves = [word for one in SUBJECTS[:subjects] for word in ("--proves", one)]
        said = ("--signed-on", f"{day}", "--signer", signer, "--scan", scan, *proves, *words)
        self.run("adopt", slug, *said)


def story(district: District) -> None:
    """Nothing; everything happened, in the order of its days."""
    on_paper(district)
    spring(district)
    summer(district)
    autumn(district)
    district.on(END)


def on_paper(district: District) -> None:
    """Nothing; what was there on paper is entered: valid, overdue, lacking; a notice for one of them."""
    district.on(date(2026, 2, 25))
    filed = ("--filed-on", "2025-04-20", "--receipt-no", "岭备〔2025〕2号")
    district.adopt(YUNLING, "云岭村", date(2025, 4, 2), "郑示例", *filed)
    district.adopt(YUNQIYUAN, "云栖苑社区", date(2024, 6, 12), "鲍示例", subjects=4)
    district.adopt(XINANYUAN, "新安苑社区", date(2023, 11, 20), "劳示例", subjects=4)
    filed = ("--filed-on", "2025-04-08", "--receipt-no", "鹿街备〔2025〕1号")
    district.adopt(SHIQIAOTOU, "石桥头社区", date(2025, 3, 21), "张示例", *filed)
    district.hand_out(SHIQIAOTOU, "V0.1", date(2025, 4, 10), old="收回")
    district.adopt(LIKENG, "里坑村", date(2022, 5, 16), "靳示例")
    # 换届: the new head of 云栖苑 and the number stand on a notice until the plan is written anew.
    changed = ("组长", "鲍示例 19900003080", "田示例 19900003001")
    district.run("correct", YUNQIYUAN, "--on", "2026-01-08", "--change", *changed)


def spring(district: District) -> None:
    """Nothing; the first release of the templates, and the first manuals made with them."""
    note = "首次发布：五篇合一，按风险取舍"
    district.on(SPRING)
    district.run("template", "release", "2026年汛前版", "--kind", "measure", "--on", f"{SPRING}", "--note", note)
    district.issue(date(2026, 3, 12), XIMEN)
    district.sign(XIMEN, "V1.0", date(2026, 3, 16), "西门社区", "童示例", HEAD)
    district.issue(date(2026, 3, 18), YANTOUPING, XUEYUANLU)
    district.sign(YANTOUPING, "V1.0", date(2026, 3, 20), "岩头坪村", "罗示例", VILLAGE_HEAD)
    district.sign(XUEYUANLU, "V1.0", date(2026, 3, 23), "学院路社区", "顾示例", HEAD)
    district.file(XIMEN, "V1.0", date(2026, 3, 26), "鹿鸣街道办事处", "鹿街备〔2026〕1号")
    district.hand_out(XIMEN, "V1.0", date(2026, 3, 30))
    district.file(YANTOUPING, "V1.0", date(2026, 4, 2), "梅垟乡人民政府", "梅备〔2026〕1号")
    district.hand_out(YANTOUPING, "V1.0", date(2026, 4, 3))
    district.file(XUEYUANLU, "V1.0", date(2026, 4, 8), "新城街道办事处", "新街备〔2026〕1号")
    district.hand_out(XUEYUANLU, "V1.0", date(2026, 4, 10))
    why = "汛前复核：点位、路线、场所、电话逐项核对，街道应急消防管理站到场，无需修订"
    district.run("reconfirm", SHIQIAOTOU, "V0.1", "--on", "2026-04-14", "--why", why)
    district.issue(date(2026, 4, 20), YUNLING)
    district.sign(YUNLING, "V1.0", date(2026, 4, 24), "云岭村", "郑示例", VILLAGE_HEAD)
    district.file(YUNLING, "V1.0", date(2026, 5, 6), "岭脚镇人民政府", "岭备〔2026〕1号")
    district.hand_out(YUNLING, "V1.0", date(2026, 5, 8), old="收回")


def summer(district: District) -> None:
    """Nothing; what drills, new shelters and new numbers have changed."""
    # 岩头坪: a finding of its drill answered, a new shelter.
    reasons = ("--reason", "资源变化", "--reason", "演练")
    district.issue(date(2026, 6, 5), YANTOUPING, *reasons)
    district.sign(YANTOUPING, "V2.0", date(2026, 6, 8), "岩头坪村", "罗示例", VILLAGE_HEAD)
    district.file(YANTOUPING, "V2.0", date(2026, 6, 18), "梅垟乡人民政府", "梅备〔2026〕2号")
    district.hand_out(YANTOUPING, "V2.0", date(2026, 6, 20), old="销毁")
    # 学院路: a notice at once, absorbed by the next revision.
    district.on(date(2026, 6, 24))
    district.run("correct", XUEYUANLU, "--on", "2026-06-24")
    district.issue(date(2026, 7, 14), XUEYUANLU, "--reason", "更正")
    district.sign(XUEYUANLU, "V1.1", date(2026, 7, 16), "学院路社区", "顾示例", HEAD)
    district.file(XUEYUANLU, "V1.1", date(2026, 7, 28), "新城街道办事处", "新街备〔2026〕4号")
    district.hand_out(XUEYUANLU, "V1.1", date(2026, 7, 30), old="收回")


def autumn(district: District) -> None:
    """Nothing; the second release: 西门 follows at once, 云岭 with what its drill has shown."""
    note = "“不等命令就走”写明没出险不追究，红色预警写明靠喊和敲门"
    district.on(AUTUMN)
    said = ("--kind", "wording", "--on", f"{AUTUMN}", "--note", note, "--due", "2027-04-15")
    district.run("template", "release", "2026年汛后版", *said)
    district.issue(date(2026, 10, 19), XIMEN, "--reason", "模板更新")
    district.sign(XIMEN, "V1.1", date(2026, 10, 22), "西门社区", "童示例", HEAD)
    district.issue(date(2026, 10, 22), YUNLING, "--reason", "演练", "--reason", "模板更新")
    district.sign(YUNLING, "V2.0", date(2026, 10, 26), "云岭村", "郑示例", VILLAGE_HEAD)
    district.file(XIMEN, "V1.1", date(2026, 11, 3), "鹿鸣街道办事处", "鹿街备〔2026〕6号")
    district.file(YUNLING, "V2.0", date(2026, 11, 4), "岭脚镇人民政府", "岭备〔2026〕5号")
    district.hand_out(YUNLING, "V2.0", date(2026, 11, 6), old="销毁")
    # Signed and not filed; issued and not signed.
    district.issue(date(2026, 11, 9), XINANYUAN)
    district.sign(XINANYUAN, "V1.0", date(2026, 11, 12), "新安苑社区", "劳示例", HEAD, seal=False)
    district.issue(date(2026, 11, 16), YUNQIYUAN, "--reason", "组织调整", "--basis", "2025年11月居委会换届")
    seen = ("--witness", "褚示例", "--witness", "岭脚镇应急消防管理站站长")
    why = "V2.0已施行，旧名册不再使用"
    district.run("destroy", YUNLING, "V1.0", "--on", "2026-11-18", *seen, "--why", why)


def rewound(text: str, day: date) -> str:
    """A file of the plans as it may have stood on a day: what was looked at later was looked at half a year before."""

    def earlier(match: re.Match[str]) -> str:
        year, month, number = (int(part) for part in match.groups() if part)
        found = date(year, month, number)
        if found > END or _AHEAD.search(text, max(0, match.start() - 20), match.start()):
            return match[0]
        while found > day:
            found = _half_a_year_before(found)
        return f"{found}" if "-" in match[0] else f"{found.year}年{found.month}月{found.day}日"

    text = _later_training_gone(text, day)
    reviewed = _REVIEWED.search(text)
    if reviewed is not None and date.fromisoformat(reviewed[1]) > day:
        text = text[: reviewed.start(1)] + f"{day}" + text[reviewed.end(1) :]
    return _DATES.sub(earlier, text)


def _later_training_gone(text: str, day: date) -> str:
    for record in _TRAINING.findall(text):
        if date.fromisoformat(record[1]) > day:
            text = text.replace(record[0], "")
    return text.replace("training:\n\n", "training: []\n\n")


def _half_a_year_before(day: date) -> date:
    year, month = (day.year, day.month - 6) if day.month > 6 else (day.year - 1, day.month + 6)
    return date(year, month, min(day.day, 28))


def _is_later(name: str, day: date) -> bool:
    """Whether a record was written after that day, by its name."""
    found = re.match(r"(\d{4}-\d\d-\d\d)", name)
    return found is not None and date.fromisoformat(found[1]) > day


def _older(piece: Path) -> bytes:
    """The piece with the words that it had before the release of the autumn."""
    with tempfile.TemporaryFile() as written:
        with zipfile.ZipFile(piece) as package, zipfile.ZipFile(written, "w") as older:
            for member in package.infolist():
                data = package.read(member)
                if member.filename == "word/document.xml":
                    text = data.decode()
                    for now, before in WORDING:
                        assert text.count(now) == 1, f"{PIECE} does not say once: {now}"  # noqa: S101
                        text = text.replace(now, before)
                    data = text.encode()
                same = zipfile.ZipInfo(member.filename, member.date_time)
                older.writestr(same, data, zipfile.ZIP_DEFLATED, 9)
        written.seek(0)
        return written.read()


def _one_typeface(aside: Path, font: Path) -> dict[str, str]:
    """The variables that leave LibreOffice one font for Chinese, and keep caches out of the user's folder."""
    (aside / "data" / "fonts").mkdir(parents=True)
    shutil.copyfile(font, aside / "data" / "fonts" / font.name)
    (aside / "config" / "fontconfig").mkdir(parents=True)
    hidden = ("/usr/share/fonts/opentype/noto/*CJK*", "/usr/share/fonts/truetype/lxgw-wenkai/*", "*/Fandol*")
    globs = "".join(f"<glob>{pattern}</glob>" for pattern in hidden)
    (aside / "config" / "fontconfig" / "fonts.conf").write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><selectfont><rejectfont>{globs}</rejectfont></selectfont></fontconfig>\n",
        "utf-8",
    )
    folders = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache"}
    return {name: str(aside / folder) for name, folder in folders.items()}


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def differing(district: Path) -> list[str]:
    """The files of plans and templates that the copy has otherwise than the repository."""
    found = []
    for folder in ("plans", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT)
            if path.is_file() and "revisions" not in name.parts and not name.name.startswith(("~$", ".~")):
                other = district / name
                if not other.is_file() or other.read_bytes() != path.read_bytes():
                    found.append(name.as_posix())
    return found


def take_over(district: Path) -> None:
    """Nothing; ledgers and archive are those of the copy."""
    shutil.rmtree(ROOT / "output" / "issued", ignore_errors=True)
    shutil.copytree(district / "output" / "issued", ROOT / "output" / "issued")
    for old in (ROOT / "plans").glob("*/*/revisions"):
        shutil.rmtree(old)
    for new in (district / "plans").glob("*/*/revisions"):
        shutil.copytree(new, ROOT / new.relative_to(district))


def main() -> None:
    """Exit code 0, or the reason why the sample was left as it is."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--font", type=Path, default=FONT, help="Droid Sans Fallback")
    asked.add_argument("--try", dest="work", type=Path, help="work in this new folder, and take nothing over")
    options = asked.parse_args()
    if not options.font.is_file():
        sys.exit(f"{options.font} is not there: apt install fonts-droid-fallback, or name it by --font")
    with tempfile.TemporaryDirectory(prefix="sample-revisions-") as temporary:
        district = District(options.work or Path(temporary), options.font)
        story(district)
        district.run("verify", "--archive")
        wrong = differing(district.root)
        if wrong:
            sys.exit(f"at the end these are not as committed: {'、'.join(wrong)}")
        size = sum(path.stat().st_size for path in (district.root / "output" / "issued").rglob("*") if path.is_file())
        print(f"{size / 1_000_000:.1f} MB archived")
        if options.work is None:
            take_over(district.root)


if __name__ == "__main__":
    main()
