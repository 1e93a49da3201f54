package dev.tutti.replay;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat in OpenAI's dialect in the words of Anthropic's Messages API, as a program would write it
 * that knows that API only. Written apart from Tutti's own translation. What Anthropic has no word
 * for is left out.
 */
final class ChatToMessages {
  private static final int MAX_TOKENS = 1_024;
  private static final Set<String> INSTRUCTING = Set.of("system", "developer");
  private static final Set<String> EFFORTS = Set.of("low", "medium", "high");

  private final ObjectNode body = Corpus.JSON.createObjectNode();
  private final ArrayNode turns = body.putArray("messages");

  private ChatToMessages() {}

  static ObjectNode translate(ObjectNode chat) {
    var to = new ChatToMessages();
    to.turns(chat.path("messages"));
    if (to.turns.isEmpty()) {
      // Anthropic wants a turn, even where instructions alone were sent.
      to.turns.addObject().put("role", "user").set("content", to.body.path("system"));
    }
    chat.path("tools").forEach(to::tool);
    to.choice(chat);
    to.settings(chat);
    return to.body;
  }

  private void turns(JsonNode messages) {
    for (var message : messages) {
      var role = message.path("role").asString("");
      if (INSTRUCTING.contains(role)) {
        ChatParts.write(message.path("content"), body.withArray("system"));
      } else if (role.equals("tool")) {
        result(message);
      } else if (role.equals("assistant")) {
        assistant(message);
      } else {
        user(message.path("content"));
      }
    }
  }

  private void user(JsonNode content) {
    var turn = turns.addObject().put("role", "user");
    if (content.isString()) {
      turn.set("content", content);
    } else {
      ChatParts.write(content, turn.putArray("content"));
    }
  }

  /** Results that follow each other are one turn. */
  private void result(JsonNode message) {
    var result = Corpus.JSON.createObjectNode().put("type", "tool_result");
    result.set("tool_use_id", message.path("tool_call_id"));
    if (message.path("content").isString()) {
      result.set("content", message.path("content"));
    } else {
      ChatParts.write(message.path("content"), result.putArray("content"));
    }
    boolean more =
        !turns.isEmpty()
            && turns
                .path(turns.size() - 1)
                .at("/content/0/type")
                .asString("")
                .equals("tool_result");
    var turn =
        more ? (ObjectNode) turns.path(turns.size() - 1) : turns.addObject().put("role", "user");
    turn.withArray("content").add(result);
  }

  private void assistant(JsonNode message) {
    var turn = turns.addObject().put("role", "assistant");
    var content = turn.putArray("content");
    if (message.path("reasoning_content").isString()) {
      content
          .addObject()
          .put("type", "thinking")
          .put("thinking", message.path("reasoning_content").asString())
          .put("signature", "");
    }
    ChatParts.write(message.path("content"), content);
    for (var call : message.path("tool_calls")) {
      var use = content.addObject().put("type", "tool_use");
      use.set("id", call.path("id"));
      use.set("name", call.path("function").path("name"));
      use.set("input", Question.parse(call.path("function").path("arguments").asString("{}")));
    }
  }

  private void tool(JsonNode given) {
    var function = given.path("function");
    if (!function.isObject()) {
      return;
    }
    var tool = body.withArray("tools").addObject();
    tool.set("name", function.path("name"));
    if (function.path("description").isString()) {
      tool.set("description", function.path("description"));
    }
    if (function.path("parameters").isObject()) {
      tool.set("input_schema", function.path("parameters"));
    } else {
      tool.putObject("input_schema").put("type", "object").putObject("properties");
    }
  }

  private void choice(ObjectNode chat) {
    var choice = chat.path("tool_choice");
    var word = choice.asString("");
    boolean single = !chat.path("parallel_tool_calls").asBoolean(true);
    if (!body.has("tools") || !(single || choice.isObject() || choice.isString())) {
      return;
    }
    var said = body.putObject("tool_choice");
    if (choice.isObject()) {
      var name = choice.path("function").path("name").asString(choice.path("name").asString(""));
      said.put("type", "tool").put("name", name);
    } else {
      said.put("type", word.isEmpty() ? "auto" : word.equals("required") ? "any" : word);
    }
    if (single) {
      said.put("disable_parallel_tool_use", true);
    }
  }

  private void settings(ObjectNode chat) {
    int most = chat.path("max_completion_tokens").asInt(MAX_TOKENS);
    body.put("max_tokens", chat.path("max_tokens").asInt(most));
    for (var name : new String[] {"temperature", "top_p"}) {
      if (chat.path(name).isNumber()) {
        body.put(name, Math.min(1, chat.path(name).asDouble()));
      }
    }
    var stop = chat.path("stop");
    if (stop.isString()) {
      body.withArray("stop_sequences").add(stop);
    } else if (!stop.isEmpty()) {
      body.set("stop_sequences", stop);
    }
    if (chat.path("user").isString()) {
      body.withObject("metadata").set("user_id", chat.path("user"));
    }
    output(chat);
  }

  private void output(ObjectNode chat) {
    if (EFFORTS.contains(chat.path("reasoning_effort").asString(""))) {
      body.withObject("output_config").set("effort", chat.path("reasoning_effort"));
    }
    var schema = chat.path("response_format").path("json_schema").path("schema");
    if (schema.isObject()) {
      var format = body.withObject("output_config").putObject("format");
      format.put("type", "json_schema").set("schema", schema);
    }
  }
}
