"""The shape of the production code, read from its sources alone: packages, visibility, Javadoc, names."""

import json
import math
import re
import statistics
from dataclasses import dataclass, field
from pathlib import Path

# Where text is not code: the longest that matches first, so that quotes within comments and comments within quotes stay.
_TOKEN = re.compile(
    r'(?P<doc>/\*\*(?!/).*?\*/)|(?P<comment>/\*.*?\*/|//[^\n]*)'
    r'|"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
    re.DOTALL,
)
_TYPE = re.compile(r"(?<![\w.@])(class|interface|enum|record|@interface)\s+([A-Z]\w*)\s*[<({\sa-z]")
_ANNOTATION = re.compile(r"@(?!interface\b)[\w.]+\s*(\((?:[^()]|\([^()]*\))*\))?")
_BOOLEAN = re.compile(r"\b[Bb]oolean\s+\w+\s*[(;=]|Predicate\s*<")

# The words by which a clause is known; StyleTest reads them too.
_WORDS = {kind: set(words) for kind, words in json.loads(Path(__file__).with_name("clauses.json").read_text()).items()}


@dataclass
class Doc:
    """The beginning of one Javadoc; `kind` is type or member."""

    kind: str
    text: str
    boolean: bool

    def clause(self):
        """Whether it begins with a relative clause; `Whether` before what is a boolean is no such beginning."""
        words = self._words()
        if not words or words[0] not in _WORDS["relative"]:
            return False
        return not (words[0] == "whether" and self.kind == "member" and self.boolean)

    def participle(self):
        """Whether it begins with a participle that begins a clause ("Called by ..."); "Shared pool" is a noun's adjective."""
        words = self._words()
        if len(words) < 2 or not (words[0] in _WORDS["irregular_participles"] or re.fullmatch(r"\w{3,}(ed|ing)", words[0])):
            return False
        return words[1] in _WORDS["behind_a_participle"] and words[0] not in _WORDS["nouns"]

    def _words(self):
        return re.findall(r"[\w'-]+", self.text.lower())[:2]


@dataclass
class Source:
    """One file: its package, its top-level types as (name, is public), and its Javadoc."""

    path: str
    package: str
    lines: int
    types: list = field(default_factory=list)
    docs: list = field(default_factory=list)


def read(path, text):
    """What a file of Java shows of itself."""
    docs = {}

    def blank(token):
        if token["doc"]:
            docs[token.start()] = token[0]
        return re.sub(r"[^\n]", " ", token[0])

    code = _TOKEN.sub(blank, text)
    code = _ANNOTATION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), code)
    package = re.search(r"^\s*package\s+([\w.]+)", code, re.MULTILINE)
    source = Source(path, package[1] if package else "", text.count("\n"))
    depths = _depths(code)
    for found in _TYPE.finditer(code):
        if depths[found.start()] == 0:
            head = code[max(code.rfind(mark, 0, found.start()) for mark in ";}") + 1 : found.start()]
            source.types.append((found[2], bool(re.search(r"\bpublic\b", head))))
    source.docs = [_doc(code, start, doc) for start, doc in docs.items()]
    return source


def _depths(code):
    depths, depth = [], 0
    for letter in code:
        depth -= letter == "}"
        depths.append(depth)
        depth += letter == "{"
    return depths


def _doc(code, start, doc):
    """The Javadoc at an offset; it belongs to a type when a type's keyword comes before any brace or assignment."""
    behind = code[start + len(doc) :]
    head = re.split(r"[{};=]", behind, maxsplit=1)[0]
    kind = "type" if _TYPE.search(head + " {") and not re.search(r"\breturn\b", head) else "member"
    text = re.sub(r"^\s*\*+ ?", "", doc[3:-2], flags=re.MULTILINE)
    text = re.sub(r"\{@(?:code|link|linkplain|literal)\s+([^}]*)\}", r"\1", text)
    return Doc(kind, text.strip(), bool(_BOOLEAN.search(behind[: len(head) + 1])))


def figures(sources):
    """Every figure, by its name."""
    files = [one for one in sources if not one.path.endswith("-info.java")]
    sizes = {}
    for one in files:
        sizes[one.package] = sizes.get(one.package, 0) + 1
    types = [(name, public, one.package) for one in files for name, public in one.types]
    return {
        "files": len(files),
        "lines": sum(one.lines for one in files),
        "types": len(types),
        "packages": len(sizes),
        **_sizes(sizes),
        "public_percent": _percent(sum(public for _, public, _ in types), len(types)),
        "core_lines": next((one.lines for one in files if one.path.endswith("/dev/tutti/Core.java")), None),
        **_javadoc([doc for one in files for doc in one.docs]),
        **_names(types),
    }


def _sizes(sizes):
    """Files per package: median, 90th percentile (nearest rank), largest."""
    ordered = sorted(sizes.values())
    largest = max(sizes, key=sizes.get)
    return {
        "package_median": statistics.median(ordered),
        "package_p90": ordered[math.ceil(0.9 * len(ordered)) - 1],
        "package_largest": sizes[largest],
        "package_largest_name": largest,
        "package_files": dict(sorted(sizes.items(), key=lambda one: (-one[1], one[0]))),
    }


def _javadoc(docs):
    told = {}
    for kind in ("type", "member"):
        chosen = [doc for doc in docs if doc.kind == kind]
        clauses = sum(doc.clause() for doc in chosen)
        participles = sum(doc.participle() for doc in chosen)
        told |= {
            f"javadoc_{kind}s": len(chosen),
            f"javadoc_{kind}s_clause": clauses,
            f"javadoc_{kind}s_participle": participles,
            f"javadoc_{kind}s_percent": _percent(clauses + participles, len(chosen)),
        }
    return told


def _names(types):
    """Simple names that two top-level types bear, with their packages."""
    homes = {}
    for name, _, package in types:
        homes.setdefault(name, []).append(package)
    twice = {name: sorted(packages) for name, packages in sorted(homes.items()) if len(packages) > 1}
    return {"names_twice": len(twice), "names_twice_where": twice}


def _percent(part, whole):
    return round(100 * part / whole, 1) if whole else 0.0
