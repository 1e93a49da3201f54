package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.CodePoints;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Markup;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.Printing;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.PythonJson;
import dev.tutti.template.python.TextBuilder;
import dev.tutti.template.python.Types;
import dev.tutti.template.tree.Filter.Trait;
import dev.tutti.template.tree.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Filters that write texts for HTML, addresses and JSON. */
final class EscapeFilters {
  private static final String PLAIN_IN_ADDRESSES =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";
  private static final int WIDEST_PRINT = 80;

  private EscapeFilters() {}

  static void add(Filters filters) {
    filters.put("escape", (value, _, run) -> Markup.escape(value, run.meter()));
    filters.put("e", (value, _, run) -> Markup.escape(value, run.meter()));
    filters.put(
        "forceescape",
        (value, _, run) -> Markup.force(Printing.text(value, run.meter()), run.meter()));
    filters.put("safe", (value, _, run) -> new Markup(Printing.text(value, run.meter())));
    filters.put("striptags", (value, _, run) -> striptags(value, run.meter()));
    filters.put("urlencode", (value, _, run) -> address(value, run.meter()));
    filters.put("tojson indent=", EscapeFilters::json);
    filters.put("pprint", (value, _, run) -> pretty(value, run.meter()));
    filters.put("default default_value= boolean=", Trait.TAKES_UNDEFINED, ChoiceFilters::otherwise);
    filters.put("d default_value= boolean=", Trait.TAKES_UNDEFINED, ChoiceFilters::otherwise);
  }

  private static Object json(Object value, Bound args, Run run) {
    var indent = "";
    if (args.hasSome(0)) {
      long width = Types.isText(args.value(0)) ? 0 : args.integer(0);
      if (width < 1 || width > 100) {
        throw PythonError.type("tojson: an indent of " + width + " (expected: 1 to 100)");
      }
      indent = " ".repeat((int) width);
    }
    return new Markup(PythonJson.of(value, run.options().asciiJson(), indent, run.meter()));
  }

  private static String pretty(Object value, Meter meter) {
    var line = Printing.written(value, meter);
    if (CodePoints.count(line) > WIDEST_PRINT || value instanceof Map) {
      throw PythonError.type(
          "pprint of a dict, or of more than 80 characters, is not supported (use"
              + " tojson(indent=2))");
    }
    return line;
  }

  private static String address(Object value, Meter meter) {
    if (Types.isText(value) || !Iteration.possible(value)) {
      return quoted(Printing.text(value, meter), "/", meter);
    }
    var pairs = value instanceof Map<?, ?> map ? pairs(map) : Iteration.elements(value, meter);
    var address = new TextBuilder(meter);
    for (int i = 0; i < pairs.size(); i++) {
      if (!(pairs.get(i) instanceof List<?> pair) || pair.size() != 2) {
        throw PythonError.type("urlencode: an element is not a pair");
      }
      address.add(i == 0 ? "" : "&").add(part(pair.getFirst(), meter));
      address.add("=").add(part(pair.getLast(), meter));
    }
    return address.toString();
  }

  private static List<Object> pairs(Map<?, ?> map) {
    var pairs = new ArrayList<Object>(map.size());
    map.forEach((key, value) -> pairs.add(List.of(key, value)));
    return pairs;
  }

  private static String part(Object value, Meter meter) {
    return quoted(Printing.text(value, meter), "", meter).replace("%20", "+");
  }

  private static String quoted(String text, String alsoPlain, Meter meter) {
    meter.text(text.length() * 3L);
    var quoted = new StringBuilder(text.length());
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xff);
      if (PLAIN_IN_ADDRESSES.indexOf(character) >= 0 || alsoPlain.indexOf(character) >= 0) {
        quoted.append(character);
      } else {
        quoted.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return quoted.toString();
  }

  private static String striptags(Object value, Meter meter) {
    var text = Printing.text(value, meter);
    meter.text(text.length() * 2L);
    var stripped = without(without(text, "<!--", "-->", meter), "<", ">", meter);
    return CharacterReferences.resolve(collapsed(stripped), meter);
  }

  private static String without(String text, String open, String close, Meter meter) {
    var kept = new StringBuilder();
    int at = 0;
    int begin = text.indexOf(open);
    int end = begin < 0 ? -1 : text.indexOf(close, begin);
    while (end >= 0) {
      meter.step();
      kept.append(text, at, begin);
      at = end + close.length();
      begin = text.indexOf(open, at);
      end = begin < 0 ? -1 : text.indexOf(close, begin);
    }
    return kept.append(text.substring(at)).toString();
  }

  private static String collapsed(String text) {
    var collapsed = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              if (!CodePoints.isSpace(each)) {
                collapsed.appendCodePoint(each);
              } else if (!collapsed.isEmpty() && collapsed.charAt(collapsed.length() - 1) != ' ') {
                collapsed.append(' ');
              }
            });
    return collapsed.toString().stripTrailing();
  }
}
