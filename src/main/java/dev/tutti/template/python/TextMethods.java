package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** The methods of texts: a fixed table. */
final class TextMethods {
  private static final Map<String, Entry> TABLE = table();

  /** Methods of Python's texts that a prompt does not need. */
  private static final Set<String> REFUSED =
      Set.of(
          "format_map",
          "encode",
          "translate",
          "maketrans",
          "expandtabs",
          "istitle",
          "isnumeric",
          "isidentifier",
          "isprintable",
          "isascii",
          "rindex");

  private interface Body {
    Object apply(String self, Bound args, Meter meter);
  }

  private record Entry(Parameters parameters, Body body) {}

  private TextMethods() {}

  static Set<String> names() {
    return TABLE.keySet();
  }

  static boolean isMethod(String name) {
    return TABLE.containsKey(name) || REFUSED.contains(name);
  }

  static Optional<Object> find(String self, String name) {
    var entry = TABLE.get(name);
    if (entry == null && REFUSED.contains(name)) {
      throw PythonError.type("the method '%s' of strings is not supported".formatted(name));
    }
    return Optional.ofNullable(entry)
        .map(
            found ->
                new Method(
                    name,
                    found.parameters,
                    (args, meter) -> {
                      meter.scan(self.length());
                      return found.body.apply(self, args, meter);
                    }));
  }

  private static Map<String, Entry> table() {
    var table = new HashMap<String, Entry>();
    letters(table);
    ends(table);
    parts(table);
    widths(table);
    questions(table);
    return Map.copyOf(table);
  }

  private static void put(Map<String, Entry> table, String signature, Body body) {
    var parts = signature.split(" ", 2);
    table.put(parts[0], new Entry(Parameters.of(parts.length > 1 ? parts[1] : ""), body));
  }

  private static void letters(Map<String, Entry> table) {
    put(table, "upper", (self, _, meter) -> Texts.upper(self, meter));
    put(table, "lower", (self, _, meter) -> Texts.lower(self, meter));
    put(table, "casefold", (self, _, meter) -> Texts.lower(Texts.upper(self, meter), meter));
    put(table, "title", (self, _, meter) -> Texts.title(self, meter));
    put(table, "capitalize", (self, _, meter) -> Texts.capitalize(self, meter));
    put(table, "swapcase", (self, _, meter) -> swapped(self, meter));
  }

  private static void ends(Map<String, Entry> table) {
    put(table, "strip chars=", (self, args, m) -> Texts.strip(self, args, true, true, m));
    put(table, "lstrip chars=", (self, args, m) -> Texts.strip(self, args, true, false, m));
    put(table, "rstrip chars=", (self, args, m) -> Texts.strip(self, args, false, true, m));
    put(table, "startswith prefix", (self, args, m) -> any(args, self::startsWith, m));
    put(table, "endswith suffix", (self, args, m) -> any(args, self::endsWith, m));
    put(table, "removeprefix prefix", (self, args, m) -> withoutPrefix(self, args.text(0), m));
    put(table, "removesuffix suffix", (self, args, m) -> withoutSuffix(self, args.text(0), m));
  }

  private static void parts(Map<String, Entry> table) {
    put(
        table,
        "split sep= maxsplit=",
        (self, args, m) -> TextSplitting.split(self, args, false, m));
    put(
        table,
        "rsplit sep= maxsplit=",
        (self, args, m) -> TextSplitting.split(self, args, true, m));
    put(
        table,
        "splitlines keepends=",
        (self, args, meter) ->
            new ArrayList<Object>(Texts.lines(self, args.truth(0, false), meter)));
    put(table, "partition sep", (self, args, m) -> partition(self, args, false, m));
    put(table, "rpartition sep", (self, args, m) -> partition(self, args, true, m));
    put(
        table,
        "join iterable",
        (self, args, m) -> Texts.join(self, Iteration.elements(args.value(0), m), false, m));
    put(
        table,
        "replace old new count=",
        (self, args, m) -> Texts.replace(self, args.text(0), args.text(1), args.integer(2, -1), m));
    put(table, "count sub", (self, args, meter) -> count(self, args.text(0), meter));
    put(table, "find sub", (self, args, meter) -> find(self, args.text(0), meter));
    put(table, "rfind sub", (self, args, meter) -> findLast(self, args.text(0), meter));
    put(table, "index sub", (self, args, meter) -> present(find(self, args.text(0), meter)));
  }

  private static void widths(Map<String, Entry> table) {
    table.put(
        "format",
        new Entry(Parameters.any(), (self, args, m) -> BraceForm.fill(self, args.args(), m)));
    put(
        table,
        "center width fillchar=",
        (self, args, m) -> Texts.center(self, args.integer(0), filling(args), m));
    put(
        table,
        "ljust width fillchar=",
        (self, args, m) ->
            new TextBuilder(m).add(self).fill(filling(args), left(self, args)).toString());
    put(
        table,
        "rjust width fillchar=",
        (self, args, m) ->
            new TextBuilder(m).fill(filling(args), left(self, args)).add(self).toString());
    put(
        table,
        "zfill width",
        (self, args, m) -> {
          var sign = self.startsWith("-") || self.startsWith("+") ? self.substring(0, 1) : "";
          var rest = self.substring(sign.length());
          return new TextBuilder(m).add(sign).fill("0", left(self, args)).add(rest).toString();
        });
  }

  private static void questions(Map<String, Entry> table) {
    put(table, "isdigit", (self, _, _) -> all(self, TextMethods::digit));
    put(table, "isdecimal", (self, _, _) -> all(self, Character::isDigit));
    put(table, "isalpha", (self, _, _) -> all(self, Character::isLetter));
    put(table, "isalnum", (self, _, _) -> all(self, TextMethods::letterOrNumber));
    put(table, "isspace", (self, _, _) -> all(self, CodePoints::isSpace));
    put(table, "isupper", (self, _, _) -> Texts.isCase(self, Character::isUpperCase));
    put(table, "islower", (self, _, _) -> Texts.isCase(self, Character::isLowerCase));
  }

  private static String swapped(String self, Meter meter) {
    meter.text(self.length());
    var swapped = new StringBuilder();
    self.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            each ->
                swapped.append(
                    Character.isUpperCase(each.codePointAt(0))
                        ? Texts.lower(each, meter)
                        : Texts.upper(each, meter)));
    return swapped.toString();
  }

  private static boolean any(Bound args, Predicate<String> holds, Meter meter) {
    Predicate<String> charged =
        text -> {
          meter.scan(text.length());
          return holds.test(text);
        };
    if (!(args.value(0) instanceof Tuple all)) {
      return charged.test(args.text(0));
    }
    meter.charge(all.size());
    return all.stream().anyMatch(each -> charged.test(Types.text(each, args.callee())));
  }

  private static String withoutPrefix(String self, String prefix, Meter meter) {
    meter.text(self.length());
    return self.startsWith(prefix) ? self.substring(prefix.length()) : self;
  }

  private static String withoutSuffix(String self, String suffix, Meter meter) {
    meter.text(self.length());
    return self.endsWith(suffix) ? self.substring(0, self.length() - suffix.length()) : self;
  }

  private static Tuple partition(String self, Bound args, boolean fromRight, Meter meter) {
    if (args.text(0).isEmpty()) {
      throw PythonError.type(args.callee() + ": an empty separator");
    }
    return TextSplitting.partition(self, args.text(0), fromRight, meter);
  }

  private static long count(String self, String part, Meter meter) {
    if (part.isEmpty()) {
      return CodePoints.count(self) + 1L;
    }
    var search = TextSearch.forwards(self, part, meter);
    long count = 0;
    for (int i = search.first(); i >= 0; i = search.from(i + part.length())) {
      count++;
    }
    return count;
  }

  private static long find(String self, String part, Meter meter) {
    return index(self, TextSearch.forwards(self, part, meter).first());
  }

  private static long findLast(String self, String part, Meter meter) {
    return index(self, TextSearch.backwards(self, part, meter).first());
  }

  private static long index(String self, int found) {
    return found < 0 ? -1 : self.codePointCount(0, found);
  }

  private static long present(long index) {
    if (index < 0) {
      throw PythonError.type("index(): the substring is not there");
    }
    return index;
  }

  private static String filling(Bound args) {
    var filling = args.text(1, " ");
    if (CodePoints.count(filling) != 1) {
      throw PythonError.type(args.callee() + ": a filling of several characters (expected: one)");
    }
    return filling;
  }

  private static long left(String self, Bound args) {
    return Math.max(args.integer(0), 0) - CodePoints.count(self);
  }

  private static boolean all(String self, IntPredicate holds) {
    return !self.isEmpty() && self.codePoints().allMatch(holds);
  }

  private static boolean digit(int each) {
    return Character.isDigit(each) || List.of(0xb2, 0xb3, 0xb9).contains(each);
  }

  private static boolean letterOrNumber(int each) {
    int type = Character.getType(each);
    return Character.isLetterOrDigit(each)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
