"""What people, files and codes from outside may hold: more than 300 texts that each broke some program once."""

from itertools import product

_MARKUP = [
    opening.format(inner)
    for opening, inner in product(
        [
            "<b>{}</b>",
            "<img src='{}'>",
            '<a href="{}">x</a>',
            "<script>{}</script>",
            "<para><font name={}>",
            "<![CDATA[{}]]>",
            "<!-- {} -->",
            "<?xml {}?>",
            "&#{};",
            "<style>*{{background:url({})}}</style>",
            "<br/>{}<br/>",
            "<seq id='{}'/>",
            "<onDraw name='{}'/>",
        ],
        [
            "file:///etc/passwd",
            "http://a.example/x",
            "\\\\server\\share",
            "65",
            "Rosa",
            ":/icons/x.svg",
            "a&b",
        ],
    )
]
_CODE = [
    "'; DROP TABLE person; --", '" OR 1=1 --', "Robert'); DELETE FROM card;--", "%s %d %(name)s", "{0} {name} {{}}",
    "{count}", "${HOME}", "$(reboot)", "`id`", "; rm -rf /", "| cat", "&& dir", "%PATH%", "%n%n%n%n", "\\0\\x00",
    "\\u0041", "\\n\\t", "../../../etc/passwd", "C:\\Windows\\system32", "/dev/null", "CON", "NUL.txt", "null", "None",
    "undefined", "NaN", "true", "-1", "1e309", "0x41", "1,000", "1.000,5", "٣٤", "½", "∞", '"', "'", "''", '""', "\\",
    "\\\\", "/", "//", "#", "&", "&&", "&amp;", "&lt;b&gt;", "&nbsp;", "*", "?", "(", ")", "[", "]", "^", "$", ".*",
    "(?i)a+", "a" * 200, "NOT", "AND OR", "NEAR(a b)", "name:rosa", '"rosa" *', "rosa*", "-rosa", "^rosa", "{name} : x",
    "SELECT", "--", "/* */", "@import", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "tel:123",
    "{{7*7}}", "#{7*7}", "<%= 7 %>", "[[x]]", "![x](http://a.example/y.png)", "[x](file:///x)", "**x**", "_x_", "~x~",
]  # fmt: skip
_FORMULAS = [
    f"{sign}{body}"
    for sign, body in product(
        "=+-@",
        [
            "1+1",
            "cmd|' /C calc'!A0",
            'HYPERLINK("http://a.example")',
            "SUM(A1:A9)",
            "IMPORTXML(1;2)",
            "A1",
            "",
            " 5",
        ],
    )
]
_SIGNS = [
    "Rosa\u202eatup", "\u202dRosa\u202c", "\u2066a\u2069", "\u200f\u200eRosa", "Ro\u00adsa", "Ro\u200bsa", "Ro\u200dsa",
    "\ufeffRosa", "Rosa\ufe0f", "e\u0301", "é", "Ñ", "N\u0303", "ﬁ", "İıſ", "ǅ", "ß", "ẞ", "Å", "K", "Ω", "µ", "ø",
    "Đ", "Þórr", "Žižek", "Łódź", "Ştefan", "Nguyễn Thị Ánh", "Ọlá", "Ɓala", "Ŋ", "Kreyòl", "Ti Jan", "Jean-Baptiste",
    "D'Áuria", "O’Connor", "O`Connor", "María de los Ángeles", "Müller-Lüdenscheidt", "李小龍", "김", "สมชาย", "नमस्ते",
    "শান্তি", "محمد", "שלום", "አበበ", "Ελένη", "Ирина", "გიორგი", "Հայկ", "😀", "👩‍👩‍👧‍👦", "🇭🇹", "🏳️‍🌈", "𝓡𝓸𝓼𝓪",
    "Ｒｏｓａ", "①", "㎏",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞", "\u0300\u0301\u0302", "\u2028", "a\u2028b", "a\u2029b", "\u00a0", "a\u00a0b",
    "\u3000", "\u2003x", "\ue000", "\ufffd", "\ufffe", "\U000e0041", "\U0010ffff", "\u0378",
]  # fmt: skip
_CONTROLS = [
    f"Ro{chr(number)}sa" for number in (0, 1, 7, 8, 9, 10, 11, 12, 13, 26, 27, 28, 31, 127, 128, 133, 159)
]
_SURROGATES = ["Ro\ud800sa", "\udfff"]
_LONG = ["x" * 201, "ñ" * 300, "😀" * 250, "a " * 4000, "<" * 5000, "\n" * 300, "9" * 10_000]
_SPACES = ["", " ", "  Rosa  ", "\tRosa\t", "Rosa\r\nPrueba", "\n", "Rosa\n\nPrueba", "·", "…", "—", "​"]

HOSTILE_TEXTS = tuple(
    dict.fromkeys([*_MARKUP, *_CODE, *_FORMULAS, *_SIGNS, *_CONTROLS, *_SURROGATES, *_LONG, *_SPACES])
)
