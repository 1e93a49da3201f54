package dev.tutti.gateway.character;

import dev.tutti.character.lorebook.LoreSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Settings of a lorebook as callers write them. */
final class LoreFields {
  /** Most messages, and the largest of the small numbers. */
  static final int MOST = 10_000;

  private static final int MOST_TOKENS = 100_000_000;

  private LoreFields() {}

  static LoreSettings settings(CharacterFields settings) {
    return new LoreSettings(
        settings.has("scan_depth") ? settings.number("scan_depth", 0, 0, MOST) : null,
        settings.has("token_budget") ? settings.number("token_budget", 0, 0, MOST_TOKENS) : null,
        settings.has("recursive_scanning") ? settings.flag("recursive_scanning", false) : null,
        counter(settings),
        matchedBefore(settings.object("matched_before")),
        settings.number("greeting_index", 0, 0, MOST));
  }

  private static ToIntFunction<String> counter(CharacterFields settings) {
    return switch (settings.text("counter", "tokens")) {
      case "code_points" -> content -> content.codePointCount(0, content.length());
      case "tokens" -> LoreTokens::of;
      default -> throw settings.wrong("counter", "tokens or code_points");
    };
  }

  private static Map<String, Integer> matchedBefore(CharacterFields counts) {
    var matched = new HashMap<String, Integer>();
    for (var id : counts.object().propertyNames()) {
      matched.put(id, counts.number(id, 0, 0, Integer.MAX_VALUE));
    }
    return Map.copyOf(matched);
  }
}
