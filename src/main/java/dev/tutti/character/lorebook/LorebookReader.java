package dev.tutti.character.lorebook;

import dev.tutti.character.lorebook.Lorebook.LoreWarning;
import dev.tutti.character.lorebook.LorebookEntry.Rank;
import dev.tutti.character.lorebook.LorebookEntry.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/**
 * Reading of lorebooks as Character Card V2 and V3 have them. What has another type than the format
 * says is read as if it were not there, numbers in texts as numbers. For one book.
 */
public final class LorebookReader {
  private final List<LoreWarning> warnings = new ArrayList<>();

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
      warnings.add(
          new LoreWarning(
              "unknown_decorator", "@@%s is not known".formatted(name), where(place) + ".content"));
    }
    var id = entry.path("id");
    return new LorebookEntry(
        id.isNumber() || id.isString() ? id : IntNode.valueOf(place),
        decorators,
        trigger(entry, place),
        new Rank(
            real(entry.path("insertion_order")),
            real(entry.path("priority")),
            entry.path("position").asString("").equals("after_char")));
  }

  private static String where(int place) {
    return "entries[%d]".formatted(place);
  }

  private Trigger trigger(JsonNode entry, int place) {
    boolean enabled = entry.path("enabled").asBoolean(true);
    if (entry.path("use_regex").asBoolean(false)) {
      return new Trigger(enabled, false, expression(entry, place), List.of());
    }
    boolean cases = entry.path("case_sensitive").asBoolean(false);
    return new Trigger(
        enabled,
        entry.path("constant").asBoolean(false),
        keys(entry.path("keys"), cases),
        entry.path("selective").asBoolean(false)
            ? keys(entry.path("secondary_keys"), cases)
            : List.of());
  }

  /** The first key alone: that is what V3 says of expressions. */
  private List<LoreKey> expression(JsonNode entry, int place) {
    var written = entry.path("keys").path(0).asString("");
    var key = LoreKey.expression(written);
    if (key.isEmpty()) {
      warnings.add(
          new LoreWarning(
              "regex_unsupported",
              "%s is no regular expression of RE2, and never matches".formatted(written),
              where(place) + ".keys[0]"));
    }
    return key.stream().toList();
  }

  private static List<LoreKey> keys(JsonNode list, boolean caseSensitive) {
    return list.valueStream()
        .map(each -> each.asString(""))
        .filter(each -> !each.isBlank())
        .map(each -> LoreKey.words(each, caseSensitive))
        .toList();
  }

  private static double real(JsonNode node) {
    var number = number(node);
    return number == null ? 0 : number;
  }

  private static @Nullable Double number(JsonNode node) {
    try {
      return node.isNumber() || node.isString() ? Double.valueOf(node.asString().strip()) : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
