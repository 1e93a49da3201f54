package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.CodePoints;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Markup;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.PercentForm;
import dev.tutti.template.python.Printing;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.TextBuilder;
import dev.tutti.template.python.Texts;
import dev.tutti.template.python.Tuple;
import dev.tutti.template.python.Types;
import dev.tutti.template.tree.Filter.Trait;
import dev.tutti.template.tree.Run;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** Filters of texts. */
final class TextFilters {
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final String TITLE_BREAKS = "-({[<";
  private static final int LEEWAY = 5;

  private TextFilters() {}

  static void add(Filters filters) {
    filters.put("upper", Trait.KEEPS_MARK, (v, _, run) -> Texts.upper(text(v, run), run.meter()));
    filters.put("lower", Trait.KEEPS_MARK, (v, _, run) -> Texts.lower(text(v, run), run.meter()));
    filters.put(
        "capitalize", Trait.KEEPS_MARK, (v, _, run) -> Texts.capitalize(text(v, run), run.meter()));
    filters.put("title", (v, _, run) -> title(text(v, run), run.meter()));
    filters.put(
        "trim chars=",
        Trait.KEEPS_MARK,
        (v, args, run) -> Texts.strip(text(v, run), args, true, true, run.meter()));
    filters.put(
        "center width=",
        Trait.KEEPS_MARK,
        (v, args, run) -> Texts.center(text(v, run), args.integer(0, 80), " ", run.meter()));
    filters.put("replace old new count=", (v, args, run) -> replace(text(v, run), args, run));
    filters.put("truncate length= killwords= end= leeway=", TextFilters::truncate);
    filters.put("indent width= first= blank=", Trait.KEEPS_MARK, TextFilters::indent);
    filters.put("wordcount", (v, _, run) -> words(text(v, run), run.meter()));
    filters.put(
        "wordwrap width= break_long_words= wrapstring= break_on_hyphens=",
        (v, args, run) -> WordWrap.wrap(Types.text(v, "wordwrap"), args, run.meter()));
    filters.putOpen("format", TextFilters::format);
    filters.put("string", (v, _, run) -> v instanceof Markup ? v : text(v, run));
  }

  private static String text(Object value, Run run) {
    return Printing.text(value, run.meter());
  }

  /** Unlike the method of texts, lets words begin after blanks and brackets only. */
  private static String title(String text, Meter meter) {
    meter.text(text.length());
    var titled = new StringBuilder(text.length());
    var word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (CodePoints.isSpace(each) || TITLE_BREAKS.indexOf(each) >= 0) {
        titled.append(titledWord(word, meter)).append(each);
      } else {
        word.append(each);
      }
    }
    return titled.append(titledWord(word, meter)).toString();
  }

  private static String titledWord(StringBuilder word, Meter meter) {
    if (word.isEmpty()) {
      return "";
    }
    int first = word.offsetByCodePoints(0, 1);
    var titled =
        Texts.upper(word.substring(0, first), meter) + Texts.lower(word.substring(first), meter);
    word.setLength(0);
    return titled;
  }

  private static String replace(String text, Bound args, Run run) {
    var old = text(args.value(0), run);
    var with = text(args.value(1), run);
    return Texts.replace(text, old, with, args.hasSome(2) ? args.integer(2) : -1, run.meter());
  }

  private static Object truncate(Object value, Bound args, Run run) {
    var end = args.text(2, "...");
    long length = args.integer(0, 255);
    long leeway = args.hasSome(3) ? args.integer(3) : LEEWAY;
    int endLength = CodePoints.count(end);
    if (length < endLength || leeway < 0) {
      throw PythonError.type(
          "truncate: length %d, leeway %d (expected: at least %d and 0)"
              .formatted(length, leeway, endLength));
    }
    if (Iteration.length(value, run.meter()) - length <= leeway) {
      return value;
    }
    var text = Types.text(value, "truncate");
    run.meter().text(text.length());
    var cut = CodePoints.part(text, 0, (int) length - endLength);
    int blank = args.truth(1, false) ? -1 : cut.lastIndexOf(' ');
    var result = (blank < 0 ? cut : cut.substring(0, blank)) + end;
    return value instanceof Markup ? new Markup(result) : result;
  }

  private static Object indent(Object value, Bound args, Run run) {
    var lines = Texts.lines(Types.text(value, "indent") + "\n", false, run.meter());
    var indention =
        args.has(0) && Types.isText(args.value(0))
            ? args.text(0)
            : new TextBuilder(run.meter()).fill(" ", args.integer(0, 4)).toString();
    boolean blank = args.truth(2, false);
    var indented = new TextBuilder(run.meter());
    indented.add(args.truth(1, false) ? indention : "");
    for (int i = 0; i < lines.size(); i++) {
      boolean indents = i > 0 && (blank || !lines.get(i).isEmpty());
      indented.add(i > 0 ? "\n" : "").add(indents ? indention : "").add(lines.get(i));
    }
    return indented.toString();
  }

  private static long words(String text, Meter meter) {
    meter.text(text.length() * 4L);
    return WORD.matcher(text).results().count();
  }

  private static Object format(Object value, Bound args, Run run) {
    var given = args.args();
    if (!given.positional().isEmpty() && !given.named().isEmpty()) {
      throw PythonError.type("format: arguments with and without names");
    }
    Object values =
        given.named().isEmpty()
            ? Tuple.of(given.positional())
            : new LinkedHashMap<Object, Object>(given.named());
    return PercentForm.fill(Types.text(value, "format"), values, run.meter());
  }

  /** {@code join}, which takes whatever can be printed. */
  static Object join(Object value, Bound args, Run run) {
    var separator = text(args.value(0, ""), run);
    var all = Iteration.elements(value, run.meter());
    return Texts.join(separator, Attributes.each(all, args, 1, run), true, run.meter());
  }
}
