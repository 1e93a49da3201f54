package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.EndUser;
import dev.tutti.http.HttpExchange;
import dev.tutti.responses.Archive;
import dev.tutti.responses.ItemList;
import dev.tutti.responses.ItemPage;
import dev.tutti.responses.StoredConversation;
import dev.tutti.responses.StoredConversations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/conversations}: lists of items that responses go on with, for their owner. */
public final class ConversationsEndpoint {
  private static final String ITEMS = "items";
  private static final int MOST_AT_ONCE = 20;

  private final Archive archive;
  private final StoredConversations conversations;
  private final int bodyLimit;

  public ConversationsEndpoint(Archive archive, int bodyLimit) {
    this.archive = archive;
    this.conversations = archive.conversations();
    this.bodyLimit = bodyLimit;
  }

  /** {@code POST /v1/conversations}: begins one. */
  public void create(HttpExchange exchange) {
    given(
        exchange,
        body ->
            conversations
                .create(owner(exchange), user(exchange), metadata(body), items(body))
                .thenApply(ConversationsEndpoint::json));
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }

  /** The end user whom a header names; another one's conversation is not there. */
  private static String user(HttpExchange exchange) {
    return EndUser.of(exchange);
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
    items.forEach(ConversationsEndpoint::requireContent);
    return items;
  }

  private static void requireContent(ObjectNode item) {
    if (item.path("type").asString("").equals("item_reference")) {
      throw Fault.invalid(ITEMS, "item_reference (expected: the item itself)");
    }
  }

  /** {@code GET /{id}}. */
  public void show(HttpExchange exchange) {
    answer(exchange, found(exchange).thenApply(ConversationsEndpoint::json));
  }

  private CompletableFuture<StoredConversation> found(HttpExchange exchange) {
    return conversations.find(owner(exchange), user(exchange), id(exchange));
  }

  private static String id(HttpExchange exchange) {
    return exchange.path("id");
  }

  /** {@code GET /{id}/items}. */
  public void items(HttpExchange exchange) {
    answer(exchange, items(exchange, ItemPages.page(exchange)).thenApply(ItemPages::json));
  }

  private CompletableFuture<ItemList> items(HttpExchange exchange, ItemPage page) {
    return found(exchange)
        .thenCompose(
            found ->
                conversations.items(owner(exchange), found.id(), page, exchange.memory()::take));
  }

  /** {@code GET /{id}/items/{item}}. */
  public void item(HttpExchange exchange) {
    answer(
        exchange,
        found(exchange)
            .thenCompose(
                found ->
                    conversations.item(
                        owner(exchange),
                        found.id(),
                        exchange.path("item"),
                        exchange.memory()::take)));
  }

  /** {@code POST /{id}}: other metadata. */
  public void describe(HttpExchange exchange) {
    given(
        exchange,
        body -> {
          var metadata = metadata(body);
          return found(exchange)
              .thenCompose(found -> conversations.describe(owner(exchange), found.id(), metadata))
              .thenApply(ConversationsEndpoint::json);
        });
  }

  /** {@code POST /{id}/items}: more items. */
  public void add(HttpExchange exchange) {
    given(exchange, body -> add(exchange, items(body)));
  }

  private CompletionStage<ObjectNode> add(HttpExchange exchange, List<ObjectNode> items) {
    return found(exchange)
        .thenCompose(found -> conversations.add(owner(exchange), found.id(), items))
        .thenApply(_ -> ItemPages.json(items, false));
  }

  /** {@code DELETE /{id}}. */
  public void delete(HttpExchange exchange) {
    var deleted =
        Json.object()
            .put("id", id(exchange))
            .put("object", "conversation.deleted")
            .put("deleted", true);
    answer(
        exchange,
        found(exchange)
            .thenCompose(found -> conversations.delete(owner(exchange), found.id()))
            .thenApply(_ -> deleted));
  }

  /** {@code DELETE /{id}/items/{item}}. */
  public void remove(HttpExchange exchange) {
    answer(
        exchange,
        found(exchange)
            .thenCompose(
                found -> conversations.remove(owner(exchange), found.id(), exchange.path("item")))
            .thenApply(ConversationsEndpoint::json));
  }

  private void given(
      HttpExchange exchange, Function<ObjectNode, CompletionStage<ObjectNode>> work) {
    exchange
        .tree(bodyLimit, ConversationsEndpoint::read)
        .onSuccess(body -> exchange.attempt(() -> answer(exchange, work.apply(body))))
        .onFailure(exchange::fail);
  }

  /** A body may be missing: a conversation can begin with nothing. */
  private static ObjectNode read(byte[] body) {
    return body.length == 0 ? Json.object() : Json.request(body);
  }

  private static void answer(HttpExchange exchange, CompletionStage<ObjectNode> work) {
    exchange.when(work, exchange::json);
  }

  private static ObjectNode json(StoredConversation conversation) {
    var json =
        Json.object()
            .put("id", conversation.id())
            .put("object", "conversation")
            .put("created_at", conversation.created().getEpochSecond());
    json.set("metadata", conversation.metadata());
    return json;
  }
}
