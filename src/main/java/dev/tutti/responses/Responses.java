package dev.tutti.responses;

import dev.tutti.chat.Fault;
import dev.tutti.responses.ResponseTable.Place;
import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageTable;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionErasure;
import dev.tutti.session.SessionTable;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.session.StorageSizeTable;
import dev.tutti.session.UnreadRows;
import dev.tutti.session.item.StoredItem;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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
   * <p>Fails with a {@link Fault}: status 404 when it is not there, not the owner's, or another end
   * user's; {@code request_too_large} when there is more of it than is allowed.
   *
   * @param user the end user whom the caller names, empty for none
   */
  public CompletableFuture<ResponseHistory> before(
      String owner, String user, Predecessor predecessor, LongConsumer room) {
    return before(owner, user, predecessor, _ -> Long.MAX_VALUE, room);
  }

  /**
   * The same, but of a conversation only what views are made of, where there are any.
   *
   * @param reach of views of a session, see {@link dev.tutti.session.HistoryView#reach}
   */
  public CompletableFuture<ResponseHistory> before(
      String owner,
      String user,
      Predecessor predecessor,
      ToLongFunction<ChatSession> reach,
      LongConsumer room) {
    return switch (predecessor) {
      case Predecessor.Nothing _ -> CompletableFuture.completedFuture(ResponseHistory.NONE);
      case Predecessor.Response(String id) ->
          store.read(handle -> chain(handle, visible(handle, owner, user, id, PREVIOUS), id, room));
      case Predecessor.Conversation(String id) ->
          store.read(
              handle -> {
                var session = StoredConversations.require(handle, owner, user, id);
                long tokens = reach.applyAsLong(session);
                if (tokens == Long.MAX_VALUE) {
                  bounds("conversation", id).check(MessageTable.size(handle, owner, id));
                }
                var recent = sessions.histories().rows(handle, session, tokens, 0, room);
                return new ResponseHistory(session, recent.rows(), true, recent.unread());
              });
    };
  }

  /** A response with its session, for who names an end user, or none. */
  private static PlacedResponse visible(
      Handle handle, String owner, String user, String id, String param) {
    var place =
        ResponseTable.place(handle, owner, id)
            .orElseThrow(() -> NotFoundFaults.response(id, param));
    var session =
        SessionTable.find(handle, owner, place.session())
            .filter(each -> each.isFor(user))
            .orElseThrow(() -> NotFoundFaults.response(id, param));
    return new PlacedResponse(session, place);
  }

  private record PlacedResponse(ChatSession session, Place place) {}

  private ResponseHistory chain(
      Handle handle, PlacedResponse followed, String id, LongConsumer room) {
    var session = followed.session;
    var place = followed.place;
    if (place.inConversation()) {
      throw Fault.invalid(
          PREVIOUS,
          "%s is in a conversation (expected: conversation: \"%s\")".formatted(id, session.id()));
    }
    bounds(PREVIOUS, id).check(new MessageTable.Size(place.items(), place.bytes()));
    var chain = ResponseTable.chain(handle, session.owner(), id, settings.get().historyItems());
    var first = chain.getFirst().previous();
    if (first != null) {
      throw NotFoundFaults.response(first, PREVIOUS);
    }
    var rows = ItemTable.ofResponses(handle, session.owner(), chain, room);
    long all = MessageTable.size(handle, session.owner(), session.id()).items();
    return new ResponseHistory(session, rows, rows.size() == all, UnreadRows.NONE);
  }

  private HistoryBounds bounds(String param, String id) {
    return new HistoryBounds(settings.get(), param, id);
  }

  /**
   * The items with these names, by their names. Fails with status 404 when one is not there, not
   * the owner's, or another end user's.
   *
   * @param user the end user whom the caller names, empty for none
   */
  public CompletableFuture<Map<String, StoredItem>> items(
      String owner, String user, Set<String> names, LongConsumer room) {
    return names.isEmpty()
        ? CompletableFuture.completedFuture(Map.of())
        : store.read(
            handle -> {
              var found = new HashMap<String, StoredItem>();
              for (var name : names) {
                found.put(
                    name,
                    ItemTable.named(handle, owner, user, name, room)
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
   *
   * @return the name of its session
   */
  public CompletableFuture<String> keep(StoredResponse response) {
    var at = clock.instant();
    return store.write(handle -> keep(handle, response, at));
  }

  private String keep(Handle handle, StoredResponse response, Instant at) {
    return switch (response.predecessor()) {
      case Predecessor.Nothing _ -> {
        var session =
            ChatSession.begin(sessions.ids().next("sess"), response.owner(), response.user(), at)
                .passing();
        SessionTable.insert(handle, session);
        quota.add(
            response.owner(), StorageSizeTable.ofSession(handle, response.owner(), session.id()));
        yield keep(handle, response, null, new Place(session.id(), 0, 0, false), at);
      }
      case Predecessor.Response(String id) -> {
        var before =
            ResponseTable.place(handle, response.owner(), id)
                .orElseThrow(() -> NotFoundFaults.response(id, PREVIOUS));
        yield keep(handle, response, id, before, at);
      }
      case Predecessor.Conversation(String id) -> {
        StoredConversations.require(handle, response.owner(), "", id);
        yield keep(handle, response, null, new Place(id, 0, 0, true), at);
      }
    };
  }

  private String keep(
      Handle handle, StoredResponse response, @Nullable String previous, Place before, Instant at) {
    var session =
        SessionTable.find(handle, response.owner(), before.session())
            .orElseThrow(() -> NotFoundFaults.conversation(before.session()));
    var items =
        Stream.concat(
                response.input().stream().map(item -> new StoredItem("", item)),
                response.output().stream().map(item -> new StoredItem(response.model(), item)))
            .toList();
    var messages = decided(ItemTable.messages(items, response.id(), at), response.dependence());
    var size = sessions.keep(handle, session, messages);
    SessionTable.use(handle, response.owner(), before.session(), at);
    var place =
        new Place(
            before.session(),
            before.items() + size.items(),
            before.bytes() + size.bytes(),
            before.inConversation());
    long body = ResponseTable.insert(handle, response, previous, place, at);
    quota.add(response.owner(), body + StorageSizeTable.ROW);
    return before.session();
  }

  /** The same with a decision about the first message of a user. */
  private static List<NewMessage> decided(List<NewMessage> messages, String dependence) {
    var decided = new ArrayList<>(messages);
    for (int at = 0; at < decided.size(); at++) {
      if (decided.get(at).json().path("role").asString("").equals("user")) {
        decided.set(at, decided.get(at).counted(0, dependence));
        break;
      }
    }
    return decided;
  }

  /**
   * Goes on where a response is there for who names an end user, or none. Fails with status 404.
   */
  public CompletableFuture<Void> require(String owner, String user, String id) {
    return store
        .read(handle -> visible(handle, owner, user, id, "response_id"))
        .thenAccept(_ -> {});
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
        .write(handle -> delete(handle, owner, id))
        .thenCompose(session -> new SessionErasure(sessions).settle(owner, session));
  }

  private String delete(Handle handle, String owner, String id) {
    var place = requirePlace(handle, owner, id);
    var session = Sessions.require(handle, owner, place.session());
    long bytes = StorageSizeTable.ofSession(handle, owner, session.id());
    if (!place.inConversation()) {
      var names = ItemTable.namesOfResponse(handle, owner, id);
      ItemTable.deleteOfResponse(handle, owner, id);
      sessions.removed(handle, session, names);
    }
    ResponseTable.delete(handle, owner, id);
    SessionTable.deleteEmpty(handle, owner, session.id());
    quota.add(owner, StorageSizeTable.ofSession(handle, owner, session.id()) - bytes);
    return session.id();
  }

  private static Place requirePlace(Handle handle, String owner, String id) {
    return ResponseTable.place(handle, owner, id)
        .orElseThrow(() -> NotFoundFaults.response(id, "response_id"));
  }
}
