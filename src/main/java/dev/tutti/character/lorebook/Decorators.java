package dev.tutti.character.lorebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decorators at the head of an entry's content: lines that begin with {@code @@}, with or without
 * empty lines around them. A line of {@code @@@} counts when the lines above it since the last
 * {@code @@} are not known. Source: Character Card V3, "Decorators".
 *
 * @param lines those in force, in their order
 * @param unknown names of those that nobody here knows
 * @param content what is left for the prompt
 */
public record Decorators(List<Decorator> lines, List<String> unknown, String content) {
  private static final String MARK = "@@";
  private static final Set<String> FLAGS =
      Set.of(
          "activate",
          "dont_activate",
          "keep_activate_after_match",
          "dont_activate_after_match",
          "ignore_on_max_context",
          "disable_ui_prompt");
  private static final Set<String> NUMBERS =
      Set.of("depth", "scan_depth", "activate_only_after", "activate_only_every", "is_greeting");
  private static final Set<String> LISTS = Set.of("additional_keys", "exclude_keys");
  private static final Set<String> ROLES = Set.of("system", "user", "assistant");
  private static final Set<String> POSITIONS = Set.of("before_desc", "after_desc");

  /** One line, such as {@code @@depth 2}. */
  public record Decorator(String name, String value) {
    private boolean isKnown() {
      return switch (name) {
        case "role" -> ROLES.contains(value);
        case "position" -> POSITIONS.contains(value);
        default ->
            FLAGS.contains(name)
                || (LISTS.contains(name) && !value.isBlank())
                || (NUMBERS.contains(name) && value.matches("[0-9]{1,9}"));
      };
    }

    private static Decorator of(String line) {
      var words = line.strip().split("[ \t]+", 2);
      return new Decorator(words[0], words.length > 1 ? words[1].strip() : "");
    }
  }

  /** The decorators of a content; a line of {@code @@} below other text is text. */
  public static Decorators of(String content) {
    var lines = new ArrayList<Decorator>();
    var unknown = new ArrayList<String>();
    boolean met = true; // whether a line of this group of fallbacks is in force
    int from = 0;
    for (int begin = begin(content, 0); begin >= 0; begin = begin(content, from)) {
      int end = content.indexOf('\n', begin);
      var line = content.substring(begin, end < 0 ? content.length() : end);
      boolean fallback = line.startsWith("@@@");
      if (!fallback || !met) {
        var decorator = Decorator.of(line.substring(fallback ? 3 : 2));
        met = decorator.isKnown();
        if (met) {
          lines.add(decorator);
        } else {
          unknown.add(decorator.name());
        }
      }
      from = end < 0 ? content.length() : end + 1;
    }
    var rest = content.substring(from);
    return new Decorators(
        List.copyOf(lines), List.copyOf(unknown), from == 0 ? rest : rest.stripLeading());
  }

  /** The place of the next line of a decorator, behind empty lines; -1 where there is none. */
  private static int begin(String content, int from) {
    int at = from;
    while (at < content.length() && Character.isWhitespace(content.charAt(at))) {
      at++;
    }
    return content.startsWith(MARK, at) ? at : -1;
  }

  boolean has(String name) {
    return lines.stream().anyMatch(each -> each.name().equals(name));
  }

  Optional<String> value(String name) {
    return lines.stream()
        .filter(each -> each.name().equals(name))
        .map(Decorator::value)
        .findFirst();
  }

  OptionalInt number(String name) {
    return value(name).stream().mapToInt(Integer::parseInt).findFirst();
  }

  /** Each line of this name, its words between commas. */
  List<List<String>> lists(String name) {
    return lines.stream()
        .filter(each -> each.name().equals(name))
        .map(each -> List.of(each.value().split(",")))
        .toList();
  }
}
