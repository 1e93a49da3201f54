package dev.tutti.selection.rule;

import dev.tutti.chat.Json;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.keyword.KeywordSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reader of rules from sections of the configuration, or of a request in the same form. */
public final class RoutingRuleReader {
  /** Name of a rule. */
  public static final Kind<String> NAME =
      Kind.text(
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,63}"),
          "a name of letters, digits, spaces, _ . and -");

  private static final int MOST_WORDS = 2_000;
  private static final int LONGEST_REGEX = 2_000;
  private static final Kind<String> PARAMETER =
      Kind.text(
          Pattern.compile("(?!model$|messages$|stream$)[a-z][a-z0-9_]{0,63}"),
          "a member of a request, such as temperature");

  private static final List<Kind<?>> PLAIN =
      List.of(
          Kind.bool(), Kind.integer(Integer.MIN_VALUE, Integer.MAX_VALUE), Kind.decimal(-1e9, 1e9));

  private static final Kind<JsonNode> VALUE =
      Kind.of("a number, true, false or a text", Json.valueOf(0), RoutingRuleReader::value);

  private static final Kind<String> KEYWORD =
      Kind.of("a word of letters, digits or signs", "word", RoutingRuleReader::keyword);

  private static final Kind<String> REGEX =
      Kind.of("an expression of RE2, at most 2000 characters", "x", RoutingRuleReader::regex);

  private static final Kind<TaskType> TASK =
      Kind.of(
          "one of " + String.join(", ", TaskType.labels()),
          TaskType.CHAT,
          text -> TaskType.of(text).orElseThrow(IllegalArgumentException::new));

  private static final Kind<HourRange> HOURS =
      Kind.of(
          "hours such as 22:00-06:00 or Mon-Fri 09:00-18:00",
          HourRange.parse("00:00-00:00"),
          HourRange::parse);

  private static final Kind<RouteStrategy> STRATEGY = Kind.oneOf(RouteStrategy.values());

  private final Section section;
  private final Kind<String> models;

  private RoutingRuleReader(Section section, Kind<String> models) {
    this.section = section;
    this.models = models;
  }

  /**
   * The rules of {@code routing.rules}, a list, and of {@code routing_rules}, which are named; one
   * of the latter takes the place of a listed one of its name.
   *
   * @param models names that a rule may send requests to
   */
  public static List<RoutingRule> read(Section root, Kind<String> models) {
    var rules = new LinkedHashMap<String, RoutingRule>();
    for (var section : root.section("routing").sections("rules")) {
      var name = section.value("name", NAME).required();
      if (rules.put(name, new RoutingRuleReader(section, models).rule(name)) != null) {
        section.refuse("name", "another name, as an earlier rule has it");
      }
    }
    root.named("routing_rules", NAME)
        .forEach(
            (name, section) -> rules.put(name, new RoutingRuleReader(section, models).rule(name)));
    if (rules.size() > RoutingRule.MOST) {
      root.refuse("routing", "at most %d rules".formatted(RoutingRule.MOST));
    }
    return List.copyOf(rules.values());
  }

  private RoutingRule rule(String name) {
    var category = section.string("category").or(name);
    var when = condition();
    var then = action();
    boolean enabled = section.bool("enabled").or(true);
    if (enabled && then.model().isEmpty() && then.params().isEmpty() && then.wish() == null) {
      section.refuse("model", "a model, params or a strategy");
    }
    return new RoutingRule(
        name, category, when, then, section.integer("priority", -1_000, 1_000).or(0), enabled);
  }

  private RuleCondition condition() {
    return new RuleCondition(
        words("keywords", "keyword", KEYWORD),
        section.value("regex", REGEX).or(""),
        Set.copyOf(words("task_types", "task_type", TASK)),
        set("keys", "key"),
        set("tags", "tag"),
        set("users", "user"),
        length(),
        words("hours", "hour", HOURS));
  }

  private Set<String> set(String many, String one) {
    return new LinkedHashSet<>(words(many, one, Kind.text()));
  }

  /** What may be one value or a list of some, under the name of one or of several. */
  private <T> List<T> words(String many, String one, Kind<T> kind) {
    var all = new ArrayList<T>();
    for (var key : List.of(many, one)) {
      if (section.isList(key)) {
        all.addAll(section.list(key, kind).or(List.of()));
      } else {
        section.value(key, kind).optional().ifPresent(all::add);
      }
    }
    if (all.size() > MOST_WORDS) {
      section.refuse(many, "at most %d".formatted(MOST_WORDS));
    }
    return List.copyOf(all);
  }

  private TextLength length() {
    int least = section.integer("min_chars", 0, Integer.MAX_VALUE).or(0);
    int most = section.integer("max_chars", 0, Integer.MAX_VALUE).or(Integer.MAX_VALUE);
    if (least > most) {
      section.refuse("max_chars", "at least min_chars, which is " + least);
    }
    return new TextLength(least, most);
  }

  private RuleAction action() {
    var model = section.value("model", models).or("");
    Map<String, JsonNode> params = section.values("params", PARAMETER, VALUE);
    return new RuleAction(
        model, params, section.value("strategy", STRATEGY).optional().orElse(null));
  }

  private static String keyword(String text) {
    KeywordSet.of(List.of(text));
    return text;
  }

  private static String regex(String text) {
    if (text.isEmpty() || text.length() > LONGEST_REGEX) {
      throw new IllegalArgumentException(text);
    }
    CompiledRule.check(text);
    return text;
  }

  private static JsonNode value(String text) {
    for (var kind : PLAIN) {
      var read = kind.reading().apply(text);
      if (read.isPresent()) {
        return Json.valueOf(read.get());
      }
    }
    return Json.valueOf(text);
  }
}
