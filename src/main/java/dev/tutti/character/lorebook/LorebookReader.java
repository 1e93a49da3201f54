package dev.tutti.character.lorebook;

import dev.tutti.character.lorebook.Lorebook.LoreWarning;
import dev.tutti.character.lorebook.LorebookEntry.Rank;
import dev.tutti.character.lorebook.LorebookEntry.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/**
 * Reading of lorebooks as Character Card V2 and V3 have them. What has another type than the format
 * says is read as if it were not there, numbers in texts as numbers. For one book.
 */
public final class LorebookReader {
  private static final Pattern COMMA = Pattern.compile("[,，]");

  /** Keys of a book, so that looking for all of them takes a second at most. */
  private static final int MOST_KEYS = 20_000;

  /** Steps of all regular expressions of a book, for the same. */
  private static final int MOST_STEPS = 2_000;

  private static final int NONE_OF_THEM = 2;
  private static final int ALL_OF_THEM = 3;
  private static final int LONGEST_SHOWN = 200;
  private static final int MOST_WARNINGS = 100;

  private final List<LoreWarning> warnings = new ArrayList<>();
  private int known; // keys so far
  private int steps; // of expressions so far
  private boolean isFull;

  private LorebookReader() {}

  /** The book of a document; an empty one where it is not an object. */
  public static Lorebook read(JsonNode book) {
    return new LorebookReader().book(book);
  }

  private Lorebook book(JsonNode book) {
    var entries = new ArrayList<LorebookEntry>();
    for (var each : book.path("entries").values()) {
      if (each.isObject()) {
        entries.add(entry(each, entries.size()));
      }
    }
    var depth = number(book.path("scan_depth"));
    var budget = number(book.path("token_budget"));
    return new Lorebook(
        List.copyOf(entries),
        depth == null ? Lorebook.SCAN_DEPTH : depth.intValue(),
        budget == null ? null : budget.intValue(),
        book.path("recursive_scanning").asBoolean(false),
        List.copyOf(warnings));
  }

  private LorebookEntry entry(JsonNode entry, int place) {
    var decorators = Decorators.of(entry.path("content").asString(""));
    for (var name : decorators.unknown()) {
      warn(
          "unknown_decorator",
          "@@%s is not known".formatted(shown(name)),
          where(place) + ".content");
    }
    var id = entry.path("id");
    return new LorebookEntry(
        id.isIntegralNumber() || id.isString() ? id : IntNode.valueOf(place),
        decorators,
        trigger(entry, decorators, place),
        new Rank(
            real(entry.path("insertion_order")),
            real(entry.path("priority")),
            entry.path("position").asString("").equals("after_char")));
  }

  private void warn(String code, String message, String where) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(new LoreWarning(code, message, where));
    }
  }

  private static String where(int place) {
    return "entries[%d]".formatted(place);
  }

  private Trigger trigger(JsonNode entry, Decorators decorators, int place) {
    boolean enabled = entry.path("enabled").asBoolean(true);
    if (entry.path("use_regex").asBoolean(false)) {
      var key = expression(entry, place);
      return new Trigger(enabled, false, key, List.of(), List.of(), List.of());
    }
    boolean cases = entry.path("case_sensitive").asBoolean(false);
    var keys = keys(words(entry.path("keys")), cases, place);
    boolean selective = entry.path("selective").asBoolean(false);
    var secondary =
        selective ? keys(words(entry.path("secondary_keys")), cases, place) : List.<LoreKey>of();
    var additional = new ArrayList<List<LoreKey>>();
    decorators.lists("additional_keys").forEach(each -> additional.add(keys(each, cases, place)));
    var excluded = new ArrayList<LoreKey>();
    decorators.lists("exclude_keys").forEach(each -> excluded.addAll(keys(each, cases, place)));
    int logic = logic(entry);
    if (logic == ALL_OF_THEM) {
      secondary.forEach(each -> additional.add(List.of(each)));
    } else if (logic == NONE_OF_THEM) {
      excluded.addAll(secondary);
    }
    return new Trigger(
        enabled,
        entry.path("constant").asBoolean(false),
        keys,
        logic == ALL_OF_THEM || logic == NONE_OF_THEM ? List.of() : secondary,
        additional.stream().filter(each -> !each.isEmpty()).toList(),
        List.copyOf(excluded));
  }

  /** SillyTavern's {@code selectiveLogic}: what of the secondary keys has to be there. */
  private static int logic(JsonNode entry) {
    var own = entry.path("selectiveLogic");
    return (own.isMissingNode() ? entry.path("extensions").path("selectiveLogic") : own).asInt(0);
  }

  /** The first key alone: that is what V3 says of expressions. */
  private List<LoreKey> expression(JsonNode entry, int place) {
    var keys = entry.path("keys");
    var written = (keys.isString() ? keys : keys.path(0)).asString("");
    var key = LoreKey.expression(written).filter(each -> steps + each.steps() <= MOST_STEPS);
    if (key.isEmpty()) {
      warn(
          "regex_unsupported",
          "%s is no regular expression of RE2, or too large, and never matches"
              .formatted(shown(written)),
          where(place) + ".keys[0]");
      return List.of();
    }
    steps += key.get().steps();
    return List.of(key.get());
  }

  private static String shown(String key) {
    return key.length() > LONGEST_SHOWN ? key.substring(0, LONGEST_SHOWN) + "..." : key;
  }

  /** The keys of a list; one text is a list of what stands between its commas. */
  public static List<String> words(JsonNode list) {
    return list.isString()
        ? COMMA.splitAsStream(list.asString()).map(String::strip).toList()
        : list.valueStream().map(each -> each.asString("")).toList();
  }

  private List<LoreKey> keys(List<String> words, boolean caseSensitive, int place) {
    var keys =
        words.stream()
            .filter(each -> !each.isBlank())
            .limit(Math.max(0, MOST_KEYS - known))
            .map(each -> LoreKey.words(each, caseSensitive))
            .toList();
    known += keys.size();
    if (known == MOST_KEYS && !isFull) {
      isFull = true;
      warn(
          "too_many_keys",
          "keys behind the %,dth of the book never match".formatted(MOST_KEYS),
          where(place));
    }
    return keys;
  }

  private static double real(JsonNode node) {
    var number = number(node);
    return number == null ? 0 : number;
  }

  /** The number of a node, or of its text; null where it has none. */
  public static @Nullable Double number(JsonNode node) {
    try {
      return node.isNumber() || node.isString() ? Double.valueOf(node.asString().strip()) : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
