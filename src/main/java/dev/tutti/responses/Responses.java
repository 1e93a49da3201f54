package dev.tutti.responses;

import dev.tutti.chat.Fault;
import dev.tutti.responses.ResponseTable.Place;
import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageTable;
import dev.tutti.session.SessionTable;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.session.StorageSizeTable;
import dev.tutti.session.item.StoredItem;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The responses that were kept. Thread-safe.
 *
 * <p>Whoever reads them says where the memory for their trees is taken: {@code room} is told of
 * bytes before they are taken, and may refuse them by throwing.
 */
public final class Responses {
  private static final String PREVIOUS = "previous_response_id";

  private final Store store;
  private final InstantSource clock;
  private final Sessions sessions;
  private final Supplier<ResponseStoreSettings> settings;
  private final StorageQuota quota;

  Responses(
      Store store,
      InstantSource clock,
      Sessions sessions,
      Supplier<ResponseStoreSettings> settings,
      StorageQuota quota) {
    this.store = store;
    this.clock = clock;
    this.sessions = sessions;
    this.settings = settings;
    this.quota = quota;
  }

  /**
   * History before a response: everything that was given and said, in order.
   *
   * <p>Fails with a {@link Fault}: status 404 when it is not there, or not the owner's; {@code
   * request_too_large} when there is more of it than is allowed.
   */
  public CompletableFuture<List<StoredItem>> before(
      String owner, Predecessor predecessor, LongConsumer room) {
    return switch (predecessor) {
      case Predecessor.Nothing _ -> CompletableFuture.completedFuture(List.of());
      case Predecessor.Response(String id) -> store.read(handle -> chain(handle, owner, id, room));
      case Predecessor.Conversation(String id) ->
          store.read(
              handle -> {
                StoredConversations.require(handle, owner, id);
                bounds("conversation", id).check(MessageTable.size(handle, owner, id));
                return ItemTable.ofSession(handle, owner, id, room);
              });
    };
  }

  private List<StoredItem> chain(Handle handle, String owner, String id, LongConsumer room) {
    var place =
        ResponseTable.place(handle, owner, id)
            .orElseThrow(() -> NotFoundFaults.response(id, PREVIOUS));
    if (place.inConversation()) {
      throw Fault.invalid(
          PREVIOUS,
          "%s is in a conversation (expected: conversation: \"%s\")"
              .formatted(id, place.session()));
    }
    bounds(PREVIOUS, id).check(new MessageTable.Size(place.items(), place.bytes()));
    var chain = ResponseTable.chain(handle, owner, id, settings.get().historyItems());
    var first = chain.getFirst().previous();
    if (first != null) {
      throw NotFoundFaults.response(first, PREVIOUS);
    }
    return ItemTable.ofResponses(handle, owner, chain, room);
  }

  private HistoryBounds bounds(String param, String id) {
    return new HistoryBounds(settings.get(), param, id);
  }

  /**
   * The items with these names, by their names. Fails with status 404 when one is not there, or not
   * the owner's.
   */
  public CompletableFuture<Map<String, StoredItem>> items(
      String owner, Set<String> names, LongConsumer room) {
    return names.isEmpty()
        ? CompletableFuture.completedFuture(Map.of())
        : store.read(
            handle -> {
              var found = new HashMap<String, StoredItem>();
              for (var name : names) {
                found.put(
                    name,
                    ItemTable.named(handle, owner, name, room)
                        .orElseThrow(() -> NotFoundFaults.item(name)));
              }
              return found;
            });
  }

  /**
   * Sees to it that an owner may keep anything more, to be asked before a model is. Fails with
   * {@code request_too_large}. Complete at once for most.
   */
  public CompletableFuture<Void> requireRoom(String owner) {
    return quota.knowsRoom(owner)
        ? CompletableFuture.completedFuture(null)
        : store
            .read(
                handle -> {
                  quota.requireRoom(handle, owner, 1);
                  return true;
                })
            .thenAccept(_ -> {});
  }

  /**
   * Keeps a response, also beyond what its owner may keep: its answer was paid for. Fails with
   * status 404 when what it follows is not there any more.
   */
  public CompletableFuture<Void> keep(StoredResponse response) {
    var at = clock.instant();
    return store
        .write(
            handle -> {
              keep(handle, response, at);
              return true;
            })
        .thenAccept(_ -> {});
  }

  private void keep(Handle handle, StoredResponse response, Instant at) {
    switch (response.predecessor()) {
      case Predecessor.Nothing _ -> {
        var session =
            ChatSession.begin(sessions.ids().next("sess"), response.owner(), response.user(), at)
                .passing();
        SessionTable.insert(handle, session);
        quota.add(
            response.owner(), StorageSizeTable.ofSession(handle, response.owner(), session.id()));
        keep(handle, response, null, new Place(session.id(), 0, 0, false), at);
      }
      case Predecessor.Response(String id) -> {
        var before =
            ResponseTable.place(handle, response.owner(), id)
                .orElseThrow(() -> NotFoundFaults.response(id, PREVIOUS));
        keep(handle, response, id, before, at);
      }
      case Predecessor.Conversation(String id) -> {
        StoredConversations.require(handle, response.owner(), id);
        keep(handle, response, null, new Place(id, 0, 0, true), at);
      }
    }
  }

  private void keep(
      Handle handle, StoredResponse response, @Nullable String previous, Place before, Instant at) {
    var session =
        SessionTable.find(handle, response.owner(), before.session())
            .orElseThrow(() -> NotFoundFaults.conversation(before.session()));
    var items =
        Stream.concat(
                response.input().stream().map(item -> new StoredItem("", item)),
                response.output().stream().map(item -> new StoredItem(response.model(), item)))
            .toList();
    var size = sessions.keep(handle, session, ItemTable.messages(items, response.id(), at));
    SessionTable.use(handle, response.owner(), before.session(), at);
    var place =
        new Place(
            before.session(),
            before.items() + size.items(),
            before.bytes() + size.bytes(),
            before.inConversation());
    long body = ResponseTable.insert(handle, response, previous, place, at);
    quota.add(response.owner(), body + StorageSizeTable.ROW);
  }

  /** A response as its caller got it. Fails with status 404. */
  public CompletableFuture<ObjectNode> find(String owner, String id, LongConsumer room) {
    return store.read(
        handle ->
            ResponseTable.body(handle, owner, id, room)
                .orElseThrow(() -> NotFoundFaults.response(id, "response_id")));
  }

  /** Input of a response. Fails with status 404. */
  public CompletableFuture<ItemList> input(
      String owner, String id, ItemPage page, LongConsumer room) {
    return store.read(
        handle -> {
          requirePlace(handle, owner, id);
          return ItemTable.pageOfInput(handle, owner, id, page, room);
        });
  }

  /**
   * Forgets a response with its items; a conversation keeps the items. Fails with status 404. What
   * follows it has nothing to follow any more.
   */
  public CompletableFuture<Void> delete(String owner, String id) {
    return store
        .write(
            handle -> {
              var place = requirePlace(handle, owner, id);
              long bytes = StorageSizeTable.ofSession(handle, owner, place.session());
              if (!place.inConversation()) {
                ItemTable.deleteOfResponse(handle, owner, id);
              }
              ResponseTable.delete(handle, owner, id);
              SessionTable.deleteEmpty(handle, owner, place.session());
              quota.add(owner, StorageSizeTable.ofSession(handle, owner, place.session()) - bytes);
              return true;
            })
        .thenAccept(_ -> {});
  }

  private static Place requirePlace(Handle handle, String owner, String id) {
    return ResponseTable.place(handle, owner, id)
        .orElseThrow(() -> NotFoundFaults.response(id, "response_id"));
  }
}
