package dev.tutti.alert.notice;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Time in which some alerts are not told, with its reason. Immutable.
 *
 * @param matchers patterns that must all hold, by {@code rule} or the name of a label; {@code *}
 *     stands for any characters
 * @param who has made it
 */
public record Silence(
    String id, Instant from, Instant to, Map<String, String> matchers, String reason, String who) {
  /** Name of the matcher that is compared with the rule's name. */
  public static final String RULE = "rule";

  /** Keeps a copy. */
  public Silence {
    matchers = Collections.unmodifiableMap(new TreeMap<>(matchers));
  }

  /** Whether it is about an alert at a time. */
  public boolean mutes(Notice.About about, Instant now) {
    return !now.isBefore(from)
        && now.isBefore(to)
        && matchers.entrySet().stream()
            .allMatch(each -> matches(each.getValue(), value(about, each.getKey())));
  }

  private static String value(Notice.About about, String name) {
    return name.equals(RULE)
        ? about.rule()
        : name.equals("provider") ? about.provider() : about.labels().get(name);
  }

  /** Whether a text is of a form in which only {@code *} means more than itself. */
  static boolean matches(String form, String text) {
    var regex = new StringBuilder();
    for (var part : form.split("\\*", -1)) {
      regex
          .append(regex.isEmpty() ? "" : ".*")
          .append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
    }
    return Pattern.matches(regex.toString(), text);
  }
}
