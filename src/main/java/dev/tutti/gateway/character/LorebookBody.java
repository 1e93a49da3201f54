package dev.tutti.gateway.character;

import dev.tutti.character.lorebook.LoreMessage;
import dev.tutti.character.lorebook.LoreSettings;
import dev.tutti.character.lorebook.Lorebook;
import dev.tutti.character.lorebook.LorebookReader;
import dev.tutti.character.lorebook.LorebookScan;
import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A book with the messages that it is scanned for: {@code POST /v1/lorebooks/activate}. */
record LorebookBody(Lorebook book, List<LoreMessage> messages, LoreSettings settings) {
  private static final int MOST = LoreFields.MOST;

  static LorebookBody read(byte[] bytes) {
    var body = CharacterFields.of(Json.request(bytes));
    if (!body.object().path("book").isObject()) {
      throw body.wrong("book", "a lorebook");
    }
    return new LorebookBody(
        LorebookReader.read(body.object().path("book")),
        body.objects("messages", MOST, (each, _) -> message(each)),
        LoreFields.settings(body.object("settings")));
  }

  private static LoreMessage message(CharacterFields message) {
    var text = message.has("text") ? message.text("text") : message.text("content");
    return new LoreMessage(
        message.text("role", "user").equals("assistant"), message.text("name", ""), text);
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
