package dev.tutti.gateway.character;

import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardView;
import dev.tutti.character.prompt.CharacterPrompt;
import dev.tutti.character.prompt.CharacterPrompt.Scene;
import dev.tutti.character.prompt.PromptMessage;
import dev.tutti.chat.Json;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A character with a conversation, whose prompt is looked at: {@code POST /v1/characters/preview}.
 *
 * @param character the id of one that is kept; empty where the card comes with the body
 * @param card the file of a card; empty where it is kept
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a file; never compared
record PreviewBody(String character, byte[] card, Scene scene) {
  private static final Set<String> ROLES = Set.of("system", "user", "assistant");

  static PreviewBody read(byte[] bytes, ZonedDateTime now) {
    var body = CharacterFields.of(Json.request(bytes));
    if (body.has("character") == body.has("card")) {
      throw body.wrong("character", "the id of a character, or a card, and not both");
    }
    var card = body.object("card").object();
    var settings = body.object("settings");
    return new PreviewBody(
        body.text("character", ""),
        body.has("card") ? Json.bytes(card) : new byte[0],
        new Scene(
            body.text("user", "User"),
            messages(body),
            LoreFields.settings(settings),
            settings.text("policy", ""),
            now));
  }

  private static List<PromptMessage> messages(CharacterFields body) {
    return body.objects("messages", LoreFields.MOST, (each, _) -> message(each));
  }

  private static PromptMessage message(CharacterFields message) {
    var role = message.text("role", "user");
    if (!ROLES.contains(role)) {
      throw message.wrong("role", "system, user or assistant");
    }
    return new PromptMessage(role, message.text("content"));
  }

  /** The answer for a character whose file is there. */
  ObjectNode answer(byte[] file, RandomGenerator random) {
    var told = CharacterPrompt.of(CardView.of(CardReader.readKept(file)), scene, random);
    var answer = Json.object();
    var messages = answer.putArray("messages");
    for (var each : told.messages()) {
      messages.addObject().put("role", each.role()).put("content", each.content());
    }
    var lorebook = answer.putObject("lorebook");
    var active = lorebook.putArray("active");
    for (var each : told.lore().active()) {
      active
          .addObject()
          .put("key", each.key())
          .put("position", each.placement())
          .set("id", each.entry().id());
    }
    var dropped = lorebook.putArray("dropped");
    told.lore().dropped().forEach(each -> dropped.add(each.id()));
    return answer;
  }
}
