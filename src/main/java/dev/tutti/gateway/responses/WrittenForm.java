package dev.tutti.gateway.responses;

import dev.tutti.chat.Json;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.session.item.ItemMembers;
import dev.tutti.session.item.StoredItem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for an upstream of the same API: what the caller wrote, with all items in it, as the
 * upstream keeps nothing; without what names state that is kept here.
 */
final class WrittenForm {
  private static final Set<String> OURS =
      Set.of(
          "model",
          "stream",
          "previous_response_id",
          "conversation",
          "store",
          "metadata",
          ResponsesForm.INPUT);

  /** Items whose id is no more than a name: another would do, and so does none. */
  private static final Set<String> NAMED =
      Set.of(
          "message",
          "function_call",
          "function_call_output",
          "custom_tool_call",
          "custom_tool_call_output");

  private static final String REASONING = "reasoning";
  private static final String ENCRYPTED = "encrypted_content";

  private final Request request;
  private final ArrayNode items = Json.array();

  private WrittenForm(Request request) {
    this.request = request;
  }

  /**
   * The form.
   *
   * @param before what was given and said before, in order
   * @param input the request's own items, references replaced by what they mean
   */
  static ResponsesForm of(Request request, List<StoredItem> before, List<ObjectNode> input) {
    var root = request.root();
    var body = Json.object();
    root.forEachEntry(
        (name, value) -> {
          if (!OURS.contains(name) && request.passesOn(name)) {
            body.set(name, value);
          }
        });
    var given = root.path(ResponsesForm.INPUT);
    if (before.isEmpty() && given.isString()) {
      body.set(ResponsesForm.INPUT, given);
      return ResponsesForm.of(body);
    }
    var form = new WrittenForm(request);
    before.forEach(form::kept);
    form.given(given, input);
    body.set(ResponsesForm.INPUT, form.items);
    return ResponsesForm.of(body);
  }

  private void given(JsonNode given, List<ObjectNode> input) {
    if (given.isString()) {
      items.addObject().put("role", "user").set("content", given);
    }
    int index = 0;
    for (var each : given) {
      var meant = input.get(index);
      boolean named = Request.isReference(request.input().get(index++));
      if (named && !Request.isReference(meant)) {
        kept(new StoredItem("", meant));
      } else if (each instanceof ObjectNode written) {
        clean(written).ifPresent(items::add);
      }
    }
  }

  /** Adds an item that was kept; what it was given when it was kept is left out. */
  private void kept(StoredItem stored) {
    var json = stored.json();
    boolean thought = type(json).equals(REASONING);
    boolean own = stored.model().isEmpty() || stored.model().equals(request.model());
    if (thought && !own) {
      return;
    }
    var item = clean(json);
    if (item.isPresent() && (NAMED.contains(type(json)) || thought)) {
      boolean given = stored.model().isEmpty();
      if (!thought) {
        item.get().remove("id");
      }
      if (given || thought) {
        item.get().remove("status");
      }
    }
    item.ifPresent(items::add);
  }

  private static String type(JsonNode item) {
    return item.path("type").asString("");
  }

  /** Without members of our own; reasoning that is not encrypted would be looked for upstream. */
  private static Optional<ObjectNode> clean(ObjectNode item) {
    if (type(item).equals(REASONING) && item.path(ENCRYPTED).asString("").isEmpty()) {
      return Optional.empty();
    }
    var copy = Json.object().setAll(item);
    copy.remove(List.of(ItemMembers.BEYOND, ItemMembers.OF_THE_MESSAGE));
    return Optional.of(copy);
  }
}
