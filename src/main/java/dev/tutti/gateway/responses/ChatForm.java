package dev.tutti.gateway.responses;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.session.item.ItemMessages;
import dev.tutti.session.item.ItemTurns;
import dev.tutti.session.item.StoredItem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A request as the chat that the core understands. Members that nobody here knows go along, as they
 * may be meant for the provider.
 */
final class ChatForm {
  private static final String PROMPT = "prompt";

  /** The members that are said in other words, or are none of the upstream's business. */
  private static final Set<String> HANDLED =
      Set.of(
          "input",
          "instructions",
          "previous_response_id",
          "conversation",
          "store",
          "metadata",
          "background",
          "include",
          "truncation",
          "context_management",
          "max_tool_calls",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "max_output_tokens",
          "reasoning",
          "text",
          "top_logprobs",
          "stream_options",
          PROMPT);

  private final Request request;
  private final ObjectNode root;
  private final ObjectNode chat = Json.object();
  private @Nullable Fault beyond;

  private ChatForm(Request request) {
    this.request = request;
    this.root = request.root();
  }

  /**
   * Translates.
   *
   * @param before what was given and said before, in order
   * @param input the request's own items, references replaced by what they mean
   * @return the chat with the request as it was written; what no chat can say stands in it as text,
   *     so that it counts, and is told by {@link ChatRequest#requireChat}
   * @throws Fault {@code invalid_request}
   */
  static ChatRequest of(Request request, List<StoredItem> before, List<ObjectNode> input) {
    var form = new ChatForm(request);
    form.options();
    form.messages(before, input);
    var written = WrittenForm.of(request, before, input);
    return ChatRequest.parse(Operation.CHAT, Json.bytes(form.chat))
        .with(form.beyond == null ? written : written.beyondChat(form.beyond));
  }

  private void options() {
    root.forEachEntry(
        (name, value) -> {
          if (!HANDLED.contains(name) && !value.isNull() && request.passesOn(name)) {
            chat.set(name, value);
          }
        });
    copy(root.path("max_output_tokens"), "max_completion_tokens");
    copy(root.path("reasoning").path("effort"), "reasoning_effort");
    copy(root.path("text").path("verbosity"), "verbosity");
    format(root.path("text").path("format"));
    logprobs();
    try {
      Tools.write(root, chat);
    } catch (Fault fault) {
      beyond(fault);
      chat.set("tools", root.path("tools"));
    }
  }

  /** The first of what no chat can say is told. */
  private void beyond(Fault fault) {
    if (beyond == null) {
      beyond = fault;
    }
  }

  private void copy(JsonNode value, String name) {
    if (!value.isMissingNode() && !value.isNull()) {
      chat.set(name, value);
    }
  }

  private void format(JsonNode format) {
    switch (format.path("type").asString("text")) {
      case "text" -> {}
      case "json_object" -> chat.putObject("response_format").put("type", "json_object");
      case "json_schema" -> {
        if (!format.path("schema").isObject()) {
          throw Fault.invalid("text.format.schema", "is missing (expected: a JSON Schema)");
        }
        var schema =
            chat.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        format.forEachEntry(
            (name, value) -> {
              if (!name.equals("type") && !value.isNull()) {
                schema.set(name, value);
              }
            });
      }
      default ->
          throw Fault.invalid(
              "text.format.type",
              "%s (expected: text, json_object or json_schema)"
                  .formatted(ShortValue.of(format.path("type"))));
    }
  }

  private void logprobs() {
    var top = root.path("top_logprobs");
    boolean wanted =
        root.path("include")
            .valueStream()
            .anyMatch(each -> each.asString("").equals("message.output_text.logprobs"));
    if (wanted || top.asInt(0) > 0) {
      chat.put("logprobs", true);
      copy(top, "top_logprobs");
    }
  }

  private void messages(List<StoredItem> before, List<ObjectNode> input) {
    var turns = new ItemTurns(request.model());
    copyInstructions(turns);
    var all =
        Stream.concat(before.stream(), input.stream().map(json -> new StoredItem("", json)))
            .toList();
    for (int i = 0; i < all.size(); i++) {
      int own = i - before.size();
      item(turns, all.get(i), own < 0 ? "an earlier item" : "input[" + own + "]");
    }
    if (request.has(PROMPT)) {
      beyond(Fault.invalid(PROMPT, "templates are not kept here (expected: instructions, input)"));
      turns.instruct(StringNode.valueOf(Json.text(root.path(PROMPT))));
    }
    var messages = turns.messages();
    if (messages.isEmpty()) {
      throw Fault.invalid("input", "is missing (expected: a string or a list of items)");
    }
    chat.set("messages", messages);
  }

  private void item(ItemTurns turns, StoredItem stored, String place) {
    var type = stored.json().path("type").asString("");
    if (ItemMessages.SAYABLE.contains(type)) {
      try {
        turns.add(stored, place);
        return;
      } catch (Fault fault) {
        beyond(fault);
      }
    } else if (ItemMessages.BUILT_IN.contains(type) && !stored.model().isEmpty()) {
      return;
    } else {
      beyond(InputItems.foreign(type, place));
    }
    turns.instruct(StringNode.valueOf(Json.text(stored.json())));
  }

  private void copyInstructions(ItemTurns turns) {
    if (root.path("instructions").isString()) {
      turns.instruct(root.path("instructions"));
    }
  }
}
