package dev.tutti.session;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.ReasoningHistory;
import dev.tutti.chat.Reply;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of a model as a message of a chat.
 *
 * @param model as its caller named it
 * @param json the first of its choices
 */
record SessionReply(String model, ObjectNode json) {
  /** The member of a call whose input is no JSON, in the place of {@code function}. */
  private static final String CUSTOM = "custom";

  static SessionReply of(ChatRequest request, Reply reply) {
    return new SessionReply(request.model(), message(reply.choices().getFirst()));
  }

  private static ObjectNode message(Reply.Choice said) {
    var message = Json.object().put("role", "assistant");
    boolean silent = said.text().isEmpty() && !said.toolCalls().isEmpty();
    message.put("content", silent ? null : said.text());
    if (!said.refusal().isEmpty()) {
      message.put("refusal", said.refusal());
    }
    if (!said.reasoning().isEmpty()) {
      message.put(ReasoningHistory.MEMBER, said.reasoning());
    }
    if (!said.toolCalls().isEmpty()) {
      var calls = message.putArray("tool_calls");
      said.toolCalls().forEach(call -> calls.add(call(call)));
    }
    said.extensions().forEachEntry(message::set);
    return message;
  }

  private static ObjectNode call(Reply.ToolCall call) {
    var json = Json.object().put("id", call.id()).put("type", "function");
    if (!call.extensions().has(CUSTOM)) {
      json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
    call.extensions().forEachEntry(json::set);
    return json;
  }
}
