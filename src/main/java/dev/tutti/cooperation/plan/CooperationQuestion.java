package dev.tutti.cooperation.plan;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Question of a cooperation, with the conversation that it stands in. Immutable.
 *
 * @param messages of a chat request, the user's last one at the end; not to be changed
 * @param text of that one
 */
public record CooperationQuestion(List<ObjectNode> messages, String text) {
  private static final String CONTENT = "content";

  /** Keeps a copy of the list. */
  public CooperationQuestion {
    messages = List.copyOf(messages);
  }

  /** A text alone. */
  public static CooperationQuestion of(String query) {
    return new CooperationQuestion(List.of(message("user", query)), query);
  }

  /** The messages of a chat, at least one. */
  public static CooperationQuestion of(List<ObjectNode> chat) {
    return new CooperationQuestion(chat, words(chat.getLast().path(CONTENT)));
  }

  /** The conversation with more instructions; blank ones change nothing. */
  public ArrayNode instructed(String instructions) {
    return with(messages, instructions);
  }

  /** The same with another text in the last message, whose images and files stay. */
  public ArrayNode instructed(String instructions, String last) {
    var changed = new ArrayList<>(messages.subList(0, messages.size() - 1));
    var message = message("user", last);
    var others = messages.getLast().path(CONTENT).valueStream().filter(part -> !isText(part));
    var parts = others.toList();
    if (!parts.isEmpty()) {
      var content = message.putArray(CONTENT);
      content.addObject().put("type", "text").put("text", last);
      content.addAll(parts);
    }
    changed.add(message);
    return with(changed, instructions);
  }

  private static boolean isText(JsonNode part) {
    return part.has("text");
  }

  private static ArrayNode with(List<ObjectNode> all, String instructions) {
    var list = Json.array();
    var first = all.getFirst();
    boolean system = isSystem(first);
    if (!instructions.isBlank()) {
      var before = system ? words(first.path(CONTENT)) + "\n\n" : "";
      list.add(message("system", before + instructions));
    }
    all.stream().skip(system && !instructions.isBlank() ? 1 : 0).forEach(list::add);
    return list;
  }

  private static boolean isSystem(ObjectNode message) {
    var role = message.path("role").asString("");
    return role.equals("system") || role.equals("developer");
  }

  private static ObjectNode message(String role, String text) {
    return Json.object().put("role", role).put(CONTENT, text);
  }

  private static String words(JsonNode content) {
    return content.isString()
        ? content.asString()
        : content
            .valueStream()
            .filter(CooperationQuestion::isText)
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining("\n"));
  }
}
