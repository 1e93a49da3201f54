package dev.tutti.character.generation;

import dev.tutti.chat.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Rules that hold over the categories of a profile, as each was asked alone: one name, one age, no
 * event before the birth, nobody who is related to himself or twice in different ways. What does
 * not hold is told, and nothing is changed.
 *
 * <p>Ages are looked for where a profile speaks of now: an event of the past may well name another
 * one.
 */
public final class ProfileConsistency {
  private static final Pattern ENGLISH_AGE =
      Pattern.compile(
          "(?i)\\b(\\d{1,4})[- ]years?[- ]old\\b|\\baged? (?:of"
              + " )?(\\d{1,4})\\b|^\\s*(\\d{1,4})\\s*(?:years?)?\\s*$");
  private static final Pattern CHINESE_AGE =
      Pattern.compile("([0-9]{1,4}|[〇零一二两三四五六七八九十百]{1,6})\\s*[岁歲]");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(\\d{4})(?!\\d)");
  private static final String DIGITS = "零一二三四五六七八九";
  private static final int MOST = 50;

  private final String name;
  private final JsonNode profile;
  private final ArrayNode found = Json.array();

  private ProfileConsistency(String name, JsonNode profile) {
    this.name = name;
    this.profile = profile;
  }

  /**
   * What does not fit together: {@code {code, message, categories}} each.
   *
   * @param name of the character
   */
  public static ArrayNode of(String name, JsonNode profile) {
    var rules = new ProfileConsistency(name, profile);
    rules.names();
    rules.ages();
    rules.events();
    rules.relations();
    return rules.found;
  }

  private void tell(String code, String message, String... categories) {
    if (found.size() < MOST) {
      var each = found.addObject().put("code", code).put("message", message);
      var list = each.putArray("categories");
      for (var category : categories) {
        list.add(category);
      }
    }
  }

  private JsonNode data(String category) {
    return profile.path(category).path("data");
  }

  private static String text(JsonNode node) {
    return node.asString("").strip();
  }

  private Set<String> called() {
    var called = new HashSet<String>();
    called.add(folded(name));
    called.add(folded(text(data("basic_info").path("name"))));
    data("basic_info").path("aliases").forEach(each -> called.add(folded(text(each))));
    called.remove("");
    return called;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).strip();
  }

  private void names() {
    var said = text(data("basic_info").path("name"));
    boolean known = said.isEmpty() || folded(said).equals(folded(name));
    for (var each : data("basic_info").path("aliases")) {
      known |= folded(text(each)).equals(folded(name));
    }
    if (!known && !folded(said).contains(folded(name)) && !folded(name).contains(folded(said))) {
      tell("name_differs", "\"%s\" is named \"%s\"".formatted(name, said), "basic_info");
    }
  }

  private void ages() {
    var known = age(data("basic_info").path("age"));
    if (known == null) {
      return;
    }
    for (var category : List.of("appearance", "personality", "speech_style", "values")) {
      var other = age(data(category).path("summary"));
      if (other != null && !other.equals(known)) {
        tell("age_differs", "%d and %d years".formatted(known, other), "basic_info", category);
      }
    }
    var other = age(data("basic_info").path("one_line"));
    if (other != null && !other.equals(known)) {
      tell("age_differs", "%d and %d years".formatted(known, other), "basic_info");
    }
  }

  /** Age of which a text speaks; null where it speaks of none, or of several. */
  private static @Nullable Integer age(JsonNode node) {
    var text = node.asString("");
    var ages = new HashSet<Integer>();
    var english = ENGLISH_AGE.matcher(text);
    while (english.find()) {
      for (int i = 1; i <= english.groupCount(); i++) {
        if (english.group(i) != null) {
          ages.add(Integer.parseInt(english.group(i)));
        }
      }
    }
    var chinese = CHINESE_AGE.matcher(text);
    while (chinese.find()) {
      ages.add(number(chinese.group(1)));
    }
    return ages.size() == 1 ? ages.iterator().next() : null;
  }

  /** Value of digits, or of a Chinese numeral below a thousand. */
  private static int number(String digits) {
    if (Character.isDigit(digits.charAt(0))) {
      return Integer.parseInt(digits);
    }
    int sum = 0;
    int last = 0;
    for (int i = 0; i < digits.length(); i++) {
      switch (digits.charAt(i)) {
        case '十' -> {
          sum += 10 * (last == 0 ? 1 : last);
          last = 0;
        }
        case '百' -> {
          sum += 100 * Math.max(last, 1);
          last = 0;
        }
        case '两' -> last = 2;
        case '〇' -> last = 0;
        default -> last = Math.max(0, DIGITS.indexOf(digits.charAt(i)));
      }
    }
    return sum + last;
  }

  private void events() {
    var birth = YEAR.matcher(text(data("basic_info").path("birth")));
    if (!birth.find()) {
      return;
    }
    int born = Integer.parseInt(birth.group(1));
    for (var event : data("background").path("events")) {
      var when = YEAR.matcher(text(event.path("when")));
      if (when.find() && Integer.parseInt(when.group(1)) < born) {
        tell(
            "event_before_birth",
            "born in %d, and in %s: %s"
                .formatted(born, when.group(1), shown(text(event.path("what")))),
            "basic_info",
            "background");
      }
    }
  }

  private void relations() {
    var called = called();
    Map<String, String> relations = new HashMap<>();
    for (var each : data("relationships")) {
      var other = text(each.path("name"));
      var relation = text(each.path("relation"));
      if (called.contains(folded(other))) {
        tell("related_to_itself", "\"%s\": %s".formatted(other, shown(relation)), "relationships");
      }
      var before = other.isEmpty() ? null : relations.putIfAbsent(folded(other), relation);
      if (before != null && !folded(before).equals(folded(relation))) {
        tell(
            "relation_differs",
            "\"%s\": %s and %s".formatted(other, shown(before), shown(relation)),
            "relationships");
      }
    }
  }

  private static String shown(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
