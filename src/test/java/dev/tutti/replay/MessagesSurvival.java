package dev.tutti.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must go through Tutti unchanged when it is asked in Anthropic's dialect: to and from
 * Anthropic itself everything, to providers of OpenAI's dialect the conversation and the tools.
 */
final class MessagesSurvival {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Set<String> INSTRUCTING = Set.of("system", "developer");

  private MessagesSurvival() {}

  /** What of the request did not arrive upstream. */
  static List<Problem> request(Case one, JsonNode asked, WireRequest arrived) {
    var recorded = MessagesQuestion.recorded(one);
    var body = Judge.parse(arrived.body());
    if (recorded.isEmpty()) {
      return List.of();
    }
    var problems = new ArrayList<Problem>();
    if (one.route().dialect() == Dialect.ANTHROPIC) {
      var right = AnthropicForm.of(asked);
      var found = AnthropicForm.of(body);
      right.forEachEntry((name, value) -> same(problems, name, value, found.path(name)));
    } else {
      same(problems, "messages", said(recorded.get()), said(body));
      same(problems, "tools", tools(recorded.get()), tools(body));
    }
    return problems;
  }

  /** What of Anthropic's content did not arrive. */
  static List<Problem> answer(Recording recording, JsonNode message) {
    var body = recording.response().body();
    var right =
        recording.streamed()
            ? MessageListener.message(
                Frames.of(recording.response().bytes()).stream().map(Frames.Frame::json).toList())
            : Judge.parse(body);
    var problems = new ArrayList<Problem>();
    same(problems, "id", right.path("id"), message.path("id"));
    same(
        problems,
        "content",
        AnthropicForm.content(right.path("content")),
        AnthropicForm.content(message.path("content")));
    for (var name : List.of("stop_reason", "stop_details", "container", "context_management")) {
      if (right.hasNonNull(name)) {
        same(problems, name, right.path(name), message.path(name));
      }
    }
    right
        .path("usage")
        .forEachEntry(
            (name, value) -> {
              if (!value.isNull() && !name.equals("output_tokens_details")) {
                same(problems, "usage." + name, value, message.path("usage").path(name));
              }
            });
    return problems;
  }

  private static void same(List<Problem> problems, String name, JsonNode right, JsonNode found) {
    if (!right.equals(found)) {
      problems.add(Problem.textDiffers("upstream." + name, right.toString(), found.toString()));
    }
  }

  /**
   * The conversation, with single spaces for what parts are joined with, and without what the two
   * dialects say differently. Calls are counted: some upstreams want ids in a form of their own.
   */
  private static ArrayNode said(JsonNode chat) {
    var ids = new HashMap<String, Integer>();
    var all = Corpus.JSON.createArrayNode();
    var instructions = all.addObject();
    for (var message : chat.path("messages")) {
      var role = message.path("role").asString("");
      var words = words(message.path("content"));
      if (INSTRUCTING.contains(role)) {
        instructions.put("text", instructions.path("text").asString("") + " " + words);
      } else {
        all.add(turn(role, words, message, ids));
      }
    }
    return all;
  }

  private static ObjectNode turn(
      String role, String words, JsonNode message, Map<String, Integer> ids) {
    var turn = Corpus.JSON.createObjectNode().put("role", role).put("text", words);
    message
        .path("content")
        .forEach(
            part -> {
              var image = part.path("image_url");
              if (part.has("image_url")) {
                turn.withArray("images").add(image.path("url").asString(image.asString("")));
              }
            });
    turn.put("answers", ids.getOrDefault(message.path("tool_call_id").asString(""), 0));
    for (var call : message.path("tool_calls")) {
      var function = call.path("function");
      var one = turn.withArray("calls").addObject();
      ids.put(call.path("id").asString(""), ids.size() + 1);
      one.put("name", function.path("name").asString(""));
      one.set("arguments", Judge.parse(function.path("arguments").asString("")));
    }
    return turn;
  }

  private static String words(JsonNode content) {
    var words = new StringBuilder(content.isString() ? content.asString() : "");
    content.forEach(part -> words.append(' ').append(part.path("text").asString("")));
    return SPACE.matcher(words).replaceAll(" ").strip();
  }

  private static ArrayNode tools(JsonNode chat) {
    var all = Corpus.JSON.createArrayNode();
    for (var tool : chat.path("tools")) {
      var function = tool.path("function");
      if (function.isObject()) {
        var one = all.addObject().put("name", function.path("name").asString(""));
        one.put("description", function.path("description").asString(""));
        one.set("parameters", function.path("parameters"));
      }
    }
    return all;
  }
}
