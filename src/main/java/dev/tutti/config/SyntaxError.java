package dev.tutti.config;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Place at which a text stops being YAML, in words that say what to change. The parser's own words
 * show the line, which may hold a secret, so only its diagnosis is kept.
 */
record SyntaxError(Place place, String words) {
  private static final Pattern NO_TOKEN =
      Pattern.compile("found character '(.*?)(\\(.*\\))?' that cannot start any token.*");

  static SyntaxError of(String source, String text, YamlEngineException error) {
    return switch (error) {
      case MarkedYamlEngineException marked ->
          new SyntaxError(
              marked
                  .getProblemMark()
                  .map(at -> place(source, at))
                  .orElseGet(() -> new Place.Whole(source)),
              words(text, marked));
      case ReaderException unreadable ->
          new SyntaxError(
              point(source, text, unreadable.getPosition()),
              "the character U+%04X (expected: printable text)"
                  .formatted(unreadable.getCodePoint()));
      default -> new SyntaxError(new Place.Whole(source), "is no YAML");
    };
  }

  static Place place(String source, Mark at) {
    return new Place.Point(source, at.getLine() + 1, at.getColumn() + 1);
  }

  static Place point(String source, String text, int index) {
    var before = text.substring(0, Math.min(index, text.length()));
    var line = before.substring(before.lastIndexOf('\n') + 1);
    return new Place.Point(
        source,
        (int) before.chars().filter(each -> each == '\n').count() + 1,
        line.codePointCount(0, line.length()) + 1);
  }

  private static String words(String text, MarkedYamlEngineException error) {
    var problem = error.getProblem();
    var noToken = NO_TOKEN.matcher(problem);
    if (noToken.matches()) {
      return noToken.group(1).equals("\\t")
          ? "a tab (expected: spaces)"
          : "a value begins with %s (expected: quotes around it)".formatted(noToken.group(1));
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "a second \": \" (expected: quotes around a value with a colon, or the indentation of"
          + " the lines above)";
    }
    if (problem.endsWith("but got {") && text.contains("${")) {
      return problem + "; inside [ ] and { } a value with ${...} needs quotes";
    }
    return error.getContext() == null ? problem : error.getContext() + ": " + problem;
  }
}
