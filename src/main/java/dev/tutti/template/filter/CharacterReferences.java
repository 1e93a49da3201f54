package dev.tutti.template.filter;

import dev.tutti.template.python.Meter;
import dev.tutti.template.python.PythonError;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The references to characters of HTML that {@code striptags} resolves. */
final class CharacterReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\\w+));");
  private static final Map<String, String> NAMED =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "copy",
          "\u00a9", "hellip", "\u2026", "mdash", "\u2014", "ndash", "\u2013");

  private CharacterReferences() {}

  static String resolve(String text, Meter meter) {
    meter.text(text.length());
    return text.indexOf('&') < 0
        ? text
        : REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
  }

  private static String character(MatchResult found) {
    if (found.group(3) != null) {
      var character = NAMED.get(found.group(3));
      if (character == null) {
        throw PythonError.type("striptags: '" + found.group() + "' is not supported");
      }
      return character;
    }
    boolean decimal = found.group(1) != null;
    int code = Integer.parseInt(found.group(decimal ? 1 : 2), decimal ? 10 : 16);
    if (!Character.isValidCodePoint(code) || Character.isISOControl(code)) {
      throw PythonError.type("striptags: '" + found.group() + "' is not a character");
    }
    return Character.toString(code);
  }
}
