package dev.tutti.session;

import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message of a session, as OpenAI's chats have it. Immutable as long as nobody changes its trees.
 *
 * @param position its place in the session, which only grows; that of its last item where it was
 *     said in several
 * @param id its name in the session
 * @param model who said it, as the caller named the model; empty for what was given
 * @param pinned whether every view has it
 * @param metadata the caller's own
 * @param tokens as they were counted when it was said, 0 where they were not
 * @param dependence of a user's message on what was said before, empty where nobody has decided
 * @param json the whole message, with its {@code role}
 */
public record SessionMessage(
    long position,
    String id,
    String model,
    Instant created,
    boolean pinned,
    ObjectNode metadata,
    long tokens,
    String dependence,
    ObjectNode json) {
  /** Members that every provider understands. */
  private static final Set<String> COMMON =
      Set.of("role", "content", "name", "refusal", "tool_calls", "tool_call_id", "function_call");

  /** The same by another name. */
  public SessionMessage named(String name) {
    return new SessionMessage(
        position, name, model, created, pinned, metadata, tokens, dependence, json);
  }

  /** Who speaks: {@code user}, {@code assistant}, {@code system}, {@code developer}, ... */
  public String role() {
    return json.path("role").asString("");
  }

  /** Words of its content, without pictures and the like. */
  public String text() {
    var content = json.path("content");
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    for (var part : content) {
      text.append(part.path("text").asString(part.path("refusal").asString("")));
    }
    return text.toString();
  }

  /**
   * The message for a model: what only the provider of another model understands, such as its
   * reasoning, is left out. The reader's own.
   */
  public ObjectNode jsonFor(String asked) {
    if (model.isEmpty() || model.equals(asked)) {
      return json.deepCopy();
    }
    var common = Json.object();
    json.forEachEntry(
        (name, value) -> {
          if (COMMON.contains(name)) {
            common.set(name, value.deepCopy());
          }
        });
    return common;
  }
}
