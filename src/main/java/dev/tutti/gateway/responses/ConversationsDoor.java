package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.responses.Archive;
import dev.tutti.responses.Conversation;
import dev.tutti.responses.Conversations;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/conversations}: lists of items that responses go on with, for their owner. */
public final class ConversationsDoor {
  private static final String ITEMS = "items";
  private static final int MOST_AT_ONCE = 20;

  private final Archive archive;
  private final Conversations conversations;
  private final int bodyLimit;

  public ConversationsDoor(Archive archive, int bodyLimit) {
    this.archive = archive;
    this.conversations = archive.conversations();
    this.bodyLimit = bodyLimit;
  }

  /** {@code POST /v1/conversations}: begins one. */
  public void create(Visit visit) {
    given(
        visit,
        body ->
            conversations
                .create(owner(visit), metadata(body), items(body))
                .thenApply(ConversationsDoor::json));
  }

  private static String owner(Visit visit) {
    return visit.principal().caller().owner();
  }

  private static ObjectNode metadata(JsonNode body) {
    var metadata = body.path("metadata");
    if (metadata.isMissingNode() || metadata.isNull()) {
      return Json.object();
    }
    Metadata.check(metadata);
    return (ObjectNode) metadata;
  }

  private List<ObjectNode> items(JsonNode body) {
    var given = body.path(ITEMS);
    if (given.isMissingNode() || given.isNull()) {
      return List.of();
    }
    var items = InputItems.list(given, ITEMS, archive.ids());
    if (items.size() > MOST_AT_ONCE) {
      throw Fault.invalid(
          ITEMS, "%d items (expected: at most %d)".formatted(items.size(), MOST_AT_ONCE));
    }
    items.forEach(ConversationsDoor::requireContent);
    return items;
  }

  private static void requireContent(ObjectNode item) {
    if (item.path("type").asString("").equals("item_reference")) {
      throw Fault.invalid(ITEMS, "item_reference (expected: the item itself)");
    }
  }

  /** {@code GET /{id}}. */
  public void show(Visit visit) {
    answer(visit, conversations.find(owner(visit), id(visit)).thenApply(ConversationsDoor::json));
  }

  private static String id(Visit visit) {
    return visit.path("id");
  }

  /** {@code GET /{id}/items}. */
  public void items(Visit visit) {
    answer(
        visit,
        conversations
            .items(owner(visit), id(visit), Items.page(visit), visit.memory()::take)
            .thenApply(Items::json));
  }

  /** {@code GET /{id}/items/{item}}. */
  public void item(Visit visit) {
    answer(
        visit,
        conversations.item(owner(visit), id(visit), visit.path("item"), visit.memory()::take));
  }

  /** {@code POST /{id}}: other metadata. */
  public void describe(Visit visit) {
    given(
        visit,
        body ->
            conversations
                .describe(owner(visit), id(visit), metadata(body))
                .thenApply(ConversationsDoor::json));
  }

  /** {@code POST /{id}/items}: more items. */
  public void add(Visit visit) {
    given(visit, body -> add(visit, items(body)));
  }

  private CompletionStage<ObjectNode> add(Visit visit, List<ObjectNode> items) {
    return conversations
        .add(owner(visit), id(visit), items)
        .thenApply(_ -> Items.json(items, false));
  }

  /** {@code DELETE /{id}}. */
  public void delete(Visit visit) {
    var deleted =
        Json.object()
            .put("id", id(visit))
            .put("object", "conversation.deleted")
            .put("deleted", true);
    answer(visit, conversations.delete(owner(visit), id(visit)).thenApply(_ -> deleted));
  }

  /** {@code DELETE /{id}/items/{item}}. */
  public void remove(Visit visit) {
    answer(
        visit,
        conversations
            .remove(owner(visit), id(visit), visit.path("item"))
            .thenApply(ConversationsDoor::json));
  }

  private void given(Visit visit, Function<ObjectNode, CompletionStage<ObjectNode>> work) {
    visit
        .tree(bodyLimit, ConversationsDoor::read)
        .onSuccess(body -> visit.attempt(() -> answer(visit, work.apply(body))))
        .onFailure(visit::fail);
  }

  /** A body may be missing: a conversation can begin with nothing. */
  private static ObjectNode read(byte[] body) {
    return body.length == 0 ? Json.object() : Json.request(body);
  }

  private static void answer(Visit visit, CompletionStage<ObjectNode> work) {
    visit.when(work, visit::json);
  }

  private static ObjectNode json(Conversation conversation) {
    var json =
        Json.object()
            .put("id", conversation.id())
            .put("object", "conversation")
            .put("created_at", conversation.created().getEpochSecond());
    json.set("metadata", conversation.metadata());
    return json;
  }
}
