package dev.tutti.gateway.session;

import dev.tutti.character.chat.CharacterSession;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import tools.jackson.databind.node.ObjectNode;

/** Answer to who wants nothing but the greeting with which a conversation begins. */
record GreetingAnswer(CharacterSession in, String greeting) implements PostResult {

  @Override
  public ObjectNode json(Usage usage) {
    var json = Json.object().put("reply", greeting).put("session_id", in.session().id());
    json.putObject("character").put("id", in.character().id()).put("name", in.character().name());
    json.put("model", in.model());
    json.set("usage", OpenAiUsage.json(usage));
    return json;
  }
}
