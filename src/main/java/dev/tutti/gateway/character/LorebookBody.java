package dev.tutti.gateway.character;

import dev.tutti.character.lorebook.LoreMessage;
import dev.tutti.character.lorebook.LoreSettings;
import dev.tutti.character.lorebook.Lorebook;
import dev.tutti.character.lorebook.LorebookReader;
import dev.tutti.character.lorebook.LorebookScan;
import dev.tutti.chat.Json;
import dev.tutti.token.TokenEstimate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/** A book with the messages that it is scanned for: {@code POST /v1/lorebooks/activate}. */
record LorebookBody(Lorebook book, List<LoreMessage> messages, LoreSettings settings) {
  private static final int MOST = 10_000;
  private static final int MOST_TOKENS = 100_000_000;

  static LorebookBody read(byte[] bytes) {
    var body = BodyFields.of(Json.request(bytes));
    if (!body.object().path("book").isObject()) {
      throw body.wrong("book", "a lorebook");
    }
    return new LorebookBody(
        LorebookReader.read(body.object().path("book")),
        body.objects("messages", MOST, (each, _) -> message(each)),
        settings(body.object("settings")));
  }

  private static LoreMessage message(BodyFields message) {
    var text = message.has("text") ? message.text("text") : message.text("content");
    return new LoreMessage(
        message.text("role", "user").equals("assistant"), message.text("name", ""), text);
  }

  private static LoreSettings settings(BodyFields settings) {
    return new LoreSettings(
        settings.has("scan_depth") ? settings.number("scan_depth", 0, 0, MOST) : null,
        settings.has("token_budget") ? settings.number("token_budget", 0, 0, MOST_TOKENS) : null,
        settings.has("recursive_scanning") ? settings.flag("recursive_scanning", false) : null,
        counter(settings),
        matchedBefore(settings.object("matched_before")),
        settings.number("greeting_index", 0, 0, MOST));
  }

  private static ToIntFunction<String> counter(BodyFields settings) {
    return switch (settings.text("counter", "tokens")) {
      case "code_points" -> content -> content.codePointCount(0, content.length());
      case "tokens" -> LorebookBody::tokens;
      default -> throw settings.wrong("counter", "tokens or code_points");
    };
  }

  private static int tokens(String content) {
    var estimate = new TokenEstimate();
    estimate.add(content);
    return Math.toIntExact(estimate.tokens());
  }

  private static Map<String, Integer> matchedBefore(BodyFields counts) {
    var matched = new HashMap<String, Integer>();
    for (var id : counts.object().propertyNames()) {
      matched.put(id, counts.number(id, 0, 0, Integer.MAX_VALUE));
    }
    return Map.copyOf(matched);
  }

  ObjectNode answer() {
    var found = LorebookScan.find(book, messages, settings);
    var answer = Json.object();
    var active = answer.putArray("active");
    var dropped = answer.putArray("dropped");
    var fired = answer.putArray("fired");
    var placement = answer.putObject("placement");
    for (var each : found.active()) {
      active.add(each.entry().id());
      fired.addObject().put("key", each.key()).set("id", each.entry().id());
      placement.put(each.entry().id().asString(), each.placement());
    }
    found.dropped().forEach(each -> dropped.add(each.id()));
    warnings(answer);
    return answer;
  }

  private void warnings(ObjectNode answer) {
    var warnings = answer.putArray("warnings");
    for (var each : book.warnings()) {
      warnings
          .addObject()
          .put("code", each.code())
          .put("message", each.message())
          .put("where", each.where());
    }
  }
}
