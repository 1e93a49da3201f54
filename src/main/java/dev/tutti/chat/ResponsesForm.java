package dev.tutti.chat;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as it was written for OpenAI's Responses API, beside its translation to a chat. An
 * upstream that speaks that API is sent these words; for any other the translation counts.
 * Immutable.
 */
public final class ResponsesForm {
  /** The member with the items that the model is given. */
  public static final String INPUT = "input";

  /** Members of a chat that are not written in this form, or that both forms have alike. */
  private static final Set<String> BESIDE = Set.of("model", "stream", "stream_options");

  private final JsonBody body;
  private final @Nullable Fault beyondChat;

  private ResponsesForm(JsonBody body, @Nullable Fault beyondChat) {
    this.body = body;
    this.beyondChat = beyondChat;
  }

  /**
   * A form that a chat can say, too.
   *
   * @param body everything but {@code model}, {@code stream} and what names state that is kept
   *     here; {@code input} has all items, also those of earlier responses
   */
  public static ResponsesForm of(ObjectNode body) {
    return new ResponsesForm(JsonBody.of(body), null);
  }

  /** The same, saying what no chat can say; {@code why} names the member. */
  public ResponsesForm beyondChat(Fault why) {
    return new ResponsesForm(body, why);
  }

  /** The members, see {@link #of}. */
  public JsonBody body() {
    return body;
  }

  /** Reason for which no chat can say the same; empty where the translation is complete. */
  public Optional<Fault> beyondChat() {
    return Optional.ofNullable(beyondChat);
  }

  /**
   * The form after the chat beside it was edited; null when it does not say the same any more.
   *
   * @throws Fault when the chat alone could not say it
   */
  @Nullable ResponsesForm after(JsonEdits edits) {
    if (BESIDE.containsAll(edits.names())) {
      return this;
    }
    if (beyondChat != null) {
      throw beyondChat;
    }
    return null;
  }

  /** The same with two more messages at its end; one that is blank is left out. */
  ResponsesForm followed(String said, String asked) {
    var tree = body.tree();
    var items = items(tree);
    if (!said.isBlank()) {
      items.addObject().put("role", "assistant").put("content", said);
    }
    items.addObject().put("role", "user").put("content", asked);
    tree.set(INPUT, items);
    return new ResponsesForm(JsonBody.of(tree), beyondChat);
  }

  private static ArrayNode items(ObjectNode tree) {
    if (tree.path(INPUT) instanceof ArrayNode given) {
      return given;
    }
    var items = Json.array();
    if (tree.path(INPUT).isString()) {
      items.addObject().put("role", "user").set("content", tree.path(INPUT));
    }
    return items;
  }

  /**
   * The same without encrypted reasoning and without the ids that tie items to it; empty when there
   * is none.
   */
  Optional<ResponsesForm> withoutReasoning() {
    var tree = body.tree();
    var kept = Json.array();
    for (var item : tree.path(INPUT)) {
      if (!isReasoning(item)) {
        kept.add(item instanceof ObjectNode object ? unnamed(object) : item);
      }
    }
    if (kept.size() == tree.path(INPUT).size()) {
      return Optional.empty();
    }
    tree.set(INPUT, kept);
    return Optional.of(new ResponsesForm(JsonBody.of(tree), beyondChat));
  }

  private static boolean isReasoning(JsonNode item) {
    return item.path("type").asString("").equals("reasoning");
  }

  private static ObjectNode unnamed(ObjectNode item) {
    boolean tied = Set.of("message", "function_call").contains(item.path("type").asString(""));
    return tied ? item.without("id") : item;
  }
}
