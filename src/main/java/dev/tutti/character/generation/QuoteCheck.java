package dev.tutti.character.generation;

import dev.tutti.chat.Json;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Quotes held against the text that they are said to be of. One that does not stand there, letter
 * by letter, stays in sight as not checked, without a place.
 */
final class QuoteCheck {
  private static final int MOST = 20;
  private static final int LONGEST = 1_000;

  private QuoteCheck() {}

  /**
   * The quotes of an answer, with their places in UTF-16 units.
   *
   * @param sources as a model has named them
   */
  static ArrayNode of(JsonNode sources, String text) {
    var checked = Json.array();
    var seen = new HashSet<String>();
    for (var each : sources) {
      var quote = (each.isString() ? each : each.path("quote")).asString("").strip();
      if (quote.isEmpty() || checked.size() == MOST || !seen.add(quote)) {
        continue;
      }
      int start = quote.length() > LONGEST ? -1 : text.indexOf(quote);
      var source = checked.addObject();
      source.put("quote", quote.length() > LONGEST ? quote.substring(0, LONGEST) : quote);
      if (start < 0) {
        source.putNull("start").putNull("end").put("checked", false);
      } else {
        source.put("start", start).put("end", start + quote.length()).put("checked", true);
      }
    }
    return checked;
  }
}
