"""Templates made at random from a grammar, over values that suit it."""

import random

VALUES = {
    "a": 7, "b": -3, "c": 2.5, "s": "Hello 世界", "t": " x-Y z ", "e": "", "n": None, "yes": True, "no": False,
    "l": [3, 1, 2], "w": ["pear", "Äpfel", "apple", "张三"], "m": [1, 2.5, True, -4], "d": {"k": 1, "B": "two", "z": [1]},
    "p": [{"id": 1, "name": "Bob", "tag": "x"}, {"id": 2, "name": "ann", "tag": "y"}, {"id": 3, "name": "李", "tag": "x"}],
}
ABSENT = "gone lost"
TEXTS = ["s", "t", "e", "w[0]", "w[-1]", "d.B", "p[0].name", "'q-r s'", '"it\'s"', "(a ~ c)", "s[1:4]", "w|join('/')", "gone"]
NUMBERS = ["a", "b", "c", "0", "1", "2", "10", "3.75", "l[0]", "m[1]", "l|length", "s|length", "d.k", "p[1].id", "yes"]
LISTS = ["l", "w", "m", "[]", "[1, 2, 3, 4, 5]", "range(4)|list", "w|sort", "l|sort(reverse=true)", "s|list", "d|list",
         "p|map(attribute='name')|list", "l|select('odd')|list", "l|map('string')|list", "t.split()", "l + [9]", "w[1:]", "gone"]
TEXT_FILTERS = ["upper", "lower", "title", "capitalize", "trim", "length", "reverse", "wordcount", "replace('l', 'L')", "center(12)",
                "truncate(5, true, '…', 0)", "truncate(6)", "indent(2, true)", "first|default('none')", "list", "e", "tojson", "urlencode",
                "string", "int", "float", "default('x', true)", "striptags", "batch(2)|list", "unique|list", "sort"]
NUMBER_FILTERS = ["abs", "round", "round(1)", "round(1, 'floor')", "int", "float", "string", "filesizeformat", "tojson", "default(5)"]
LIST_FILTERS = ["length", "first|d('-')", "last|d('-')", "join(', ')", "list", "reverse|list", "unique|list", "tojson", "batch(2, 0)|list",
                "slice(2)|list", "string", "map('string')|join", "select|list", "reject('string')|list", "sum(start=0)", "max|d(0)", "min|d(0)", "sort"]
METHODS = ["upper()", "lower()", "strip()", "split()", "title()", "split('l', 1)", "startswith('H')", "replace('l', '')", "find('l')",
           "count('l')", "zfill(9)", "partition(' ')", "swapcase()", "isalpha()", "rsplit(none, 1)", "splitlines()"]
TESTS = ["defined", "none", "string", "number", "integer", "float", "boolean", "mapping", "sequence", "iterable", "true", "false"]
BITS = ["text", "中文 ", "\n", "  ", "- ", "{ }", "a\n  b", "5% }", "'", "<b>"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.depth = 0

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self, depth=0):
        if depth > 2 or self.random.random() < 0.4:
            return self.pick(*NUMBERS)
        one, other = self.number(depth + 1), self.number(depth + 1)
        form = self.pick("{0} + {1}", "{0} - {1}", "{0} * {1}", "({0}) / ({1})", "({0}) // ({1})", "({0}) % ({1})", "-({0})",
                         "({0})|" + self.pick(*NUMBER_FILTERS), "({0} if {2} else {1})", "{0} ** 2")
        return form.format(one, other, self.truth(depth + 1))

    def text(self, depth=0):
        if depth > 2 or self.random.random() < 0.3:
            return self.pick(*TEXTS)
        one, other = self.text(depth + 1), self.text(depth + 1)
        form = self.pick("({0})|" + self.pick(*TEXT_FILTERS), "({0}) ~ ({1})", "({0} ~ '').{2}", "({0})[1:]", "({0})[::-1]", "({0}) * 2",
                         "({0} if {3} else {1})", "'%s|%5.1f|%03d' % ({0}, {4}, 7)")
        return form.format(one, other, self.pick(*METHODS), self.truth(depth + 1), self.pick("a", "b", "c", "2"))

    def list(self):
        return self.pick(*LISTS)

    def truth(self, depth=0):
        if depth > 2:
            return self.pick("yes", "no", "n", "e", "l", "gone")
        comparison = self.pick("==", "!=", "<", "<=", ">", ">=")
        return self.pick(
            f"({self.number(depth + 1)}) {comparison} ({self.number(depth + 1)})",
            f"{self.pick('s', 't', 'a', 'n', 'l', 'd', 'missing', 'gone', 'c', 'yes')} is {self.pick('', 'not ')}{self.pick(*TESTS)}",
            f"{self.pick('1', '2.5', 'true', '9')} {self.pick('in', 'not in')} {self.pick('l', 'm', '[]', 'range(3)')}",
            f"not ({self.truth(depth + 1)})",
            f"({self.truth(depth + 1)}) {self.pick('and', 'or')} ({self.truth(depth + 1)})",
            f"({self.text(depth + 1)}) {self.pick('==', '<', 'in')} ({self.text(depth + 1)})",
        )

    def expression(self):
        kind = self.random.random()
        if kind < 0.3:
            return self.number()
        if kind < 0.6:
            return self.text()
        if kind < 0.85:
            return f"({self.list()})|{self.pick(*LIST_FILTERS)}"
        return self.pick(self.truth(), self.list(), "d", "p", "d.items()|list", "(1, 's', none)", "[1.0, 1e20, 'q']",
                         "gone", "[gone, lost, 1]", "gone == lost", "d.get(gone, 'x')", "s|default(gone)", "gone|default(s)", "gone.k")

    def sign(self):
        return self.pick("", "", "", "-", "+")

    def tag(self, inner):
        return "{%" + self.sign() + " " + inner + " " + self.sign() + "%}"

    def print(self):
        return "{{" + self.pick("", "", "-") + " " + self.expression() + " " + self.pick("", "", "-") + "}}"

    def body(self):
        self.depth += 1
        pieces = [self.piece() for _ in range(self.random.randint(1, 3 if self.depth > 1 else 6))]
        self.depth -= 1
        return "".join(pieces)

    def piece(self):
        kind = self.random.random()
        if kind < 0.35 or self.depth > 3:
            return self.pick(*BITS)
        if kind < 0.65:
            return self.print()
        return self.pick(self.condition, self.loop, self.assignment, self.comment, self.scope, self.macro)()

    def condition(self):
        middle = self.tag("elif " + self.truth()) + self.body() if self.random.random() < 0.3 else ""
        last = self.tag("else") + self.body() if self.random.random() < 0.5 else ""
        return self.tag("if " + self.truth()) + self.body() + middle + last + self.tag("endif")

    def loop(self):
        where = self.pick("", "", " if x is not none", " if x")
        shown = "{{ loop.index }}/{{ loop.length }}{{ x }}" if self.random.random() < 0.5 else "{{ x }}{{ ', ' if not loop.last }}"
        last = self.tag("else") + self.body() if self.random.random() < 0.3 else ""
        return self.tag(f"for x in {self.list()}{where}") + shown + self.body() + last + self.tag("endfor")

    def assignment(self):
        return self.tag(f"set v = {self.expression()}") + "{{ v }}"

    def comment(self):
        return "{#" + self.sign() + " note " + self.sign() + "#}"

    def scope(self):
        start, end = self.pick(("with v = " + self.number(), "endwith"), ("filter upper", "endfilter"), ("set v", "endset"))
        return self.tag(start) + self.body() + self.tag(end)

    def macro(self):
        name = self.pick("shout", "tell")
        body = self.tag(f"macro {name}(u, o={self.number(2)})") + "<{{ u }}{{ o }}>" + self.tag("endmacro")
        return body + self.pick(f"{{{{ {name}({self.number(1)}) }}}}", f"{{{{ {name}(1, o={self.text(2)}) }}}}")


def parts(seed, number, values):
    """The parts of one case; the same for the same seed and number."""
    maker = Maker(f"{seed}-{number}")
    flags = ("trim_blocks", "lstrip_blocks", "keep_trailing_newline", "ascii_json")
    options = " ".join(f"{flag}={maker.pick(True, False)}" for flag in flags)
    return {"values": values, "absent": ABSENT, "options": options, "template": maker.body()}
