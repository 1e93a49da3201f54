"""Golden templates: files of cases that people can read, and what jinja2 makes of them."""

import json
import re

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, Undefined, meta

OBJECT = re.compile(
    r"<[\w. -]+ (object )?(\w+ )*at 0x|<Macro |<built-in method|<(reversed|generator|\w*iterator)\b"
    r"|x0 ta (\w+ )*[\w. -]+<"  # told backwards
)
OPTIONS = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": False}


class Case:
    """One template with its values; `expected` is a text, or None when rendering fails.

    Names in `absent` are the default Undefined unless they have a value; all others are strict."""

    def __init__(self, name, parts):
        self.name = name
        self.template = parts["template"]
        self.values = json.loads(parts.get("values", "{}"))
        for name in parts.get("absent", "").split():
            self.values.setdefault(name, Undefined(name=name))
        self.options = dict(word.split("=") for word in parts.get("options", "").split())
        self.partials = {key[8:]: text for key, text in parts.items() if key.startswith("partial ")}
        self.parts = parts

    def environment(self):
        flags = {key: self.options.get(key, str(value)) == "True" for key, value in OPTIONS.items()}
        made = Environment(undefined=StrictUndefined, loader=DictLoader(self.partials), **flags)
        ascii_json = self.options.get("ascii_json") == "True"
        made.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": ascii_json}
        return made

    def render(self):
        """The text, or None and why there is none."""
        try:
            return self.environment().from_string(self.template).render(self.values), None
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as problem:
            return None, f"{type(problem).__name__}: {problem}"
        except (RecursionError, AttributeError, AssertionError, RuntimeError) as problem:
            return None, f"{type(problem).__name__}: {problem}"

    def undeclared(self):
        environment = self.environment()
        names = meta.find_undeclared_variables(environment.parse(self.template))
        return sorted(names - set(environment.globals))


def read(path):
    """The cases of a file: `=== name`, then parts that begin with `--- title`."""
    cases = []
    text = path.read_text(encoding="utf-8")
    for block in text.split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        parts = {}
        for part in ("\n" + rest).split("\n--- ")[1:]:
            title, _, body = part.partition("\n")
            parts[title] = body
        cases.append(Case(name, parts))
    return cases


def write(path, cases):
    lines = [f"# {path.stem}: what is expected is what jinja2 gives; made by suites/templates/regenerate"]
    for case in cases:
        lines.append(f"=== {case.name}")
        for title, body in case.parts.items():
            lines.append(f"--- {title}\n{body}")
    path.write_text("\n".join(lines), encoding="utf-8")


def renew(case):
    """Sets what is expected to what jinja2 gives now; what prints an object of Python must fail."""
    for title in ("expected", "fails", "undeclared"):
        case.parts.pop(title, None)
    text, problem = case.render()
    if text is not None and OBJECT.search(text):
        text, problem = None, f"prints an object: {OBJECT.search(text)[0]}"
    if text is not None:
        case.parts["undeclared"] = " ".join(case.undeclared())
    case.parts["fails" if text is None else "expected"] = problem if text is None else text
