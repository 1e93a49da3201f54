package dev.tutti.responses;

import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageTable;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionErasure;
import dev.tutti.session.SessionTable;
import dev.tutti.session.SessionTurns;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.session.StorageSizeTable;
import dev.tutti.session.item.StoredItem;
import dev.tutti.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists of items that responses go on with and add to. Thread-safe. What is not there, or not the
 * owner's, fails with a fault of status 404; what the owner has no room for with {@code
 * request_too_large}.
 *
 * <p>Whoever reads items says where the memory for their trees is taken: {@code room} is told of
 * bytes before they are taken, and may refuse them by throwing.
 */
public final class StoredConversations {
  private final Store store;
  private final Sessions sessions;
  private final SessionTurns turns;
  private final Supplier<ResponseStoreSettings> settings;
  private final StorageQuota quota;

  StoredConversations(
      Store store,
      Sessions sessions,
      SessionTurns turns,
      Supplier<ResponseStoreSettings> settings,
      StorageQuota quota) {
    this.store = store;
    this.sessions = sessions;
    this.turns = turns;
    this.settings = settings;
    this.quota = quota;
  }

  /** Begins one of no end user in particular. */
  public CompletableFuture<StoredConversation> create(
      String owner, ObjectNode metadata, List<ObjectNode> items) {
    return create(owner, "", metadata, items);
  }

  /**
   * Begins one.
   *
   * @param user the end user to whom it belongs, empty for none
   * @param items each with its {@code id}
   */
  public CompletableFuture<StoredConversation> create(
      String owner, String user, ObjectNode metadata, List<ObjectNode> items) {
    var begun =
        ChatSession.begin(sessions.ids().next("conv"), owner, user, sessions.clock().instant())
            .with(metadata);
    return store.write(
        handle -> {
          sessions.begin(handle, begun);
          insert(handle, begun, items);
          return of(begun);
        });
  }

  private void insert(Handle handle, ChatSession session, List<ObjectNode> items) {
    sessions.append(handle, session, messages(items));
    if (!items.isEmpty()) {
      var size = MessageTable.size(handle, session.owner(), session.id());
      new HistoryBounds(settings.get(), "items", session.id()).check(size);
    }
  }

  private List<NewMessage> messages(List<ObjectNode> items) {
    var given = items.stream().map(json -> new StoredItem("", json)).toList();
    return ItemTable.messages(given, "", sessions.clock().instant());
  }

  private static StoredConversation of(ChatSession session) {
    return new StoredConversation(session.id(), session.created(), session.metadata());
  }

  /** The one with this name. */
  public CompletableFuture<StoredConversation> find(String owner, String id) {
    return find(owner, "", id);
  }

  /** The same for who names an end user, or none: another one's is not there. */
  public CompletableFuture<StoredConversation> find(String owner, String user, String id) {
    return store.read(handle -> of(require(handle, owner, user, id)));
  }

  /** The session with this name, which must be there and last. */
  private static ChatSession require(Handle handle, String owner, String id) {
    return require(handle, owner, "", id);
  }

  /** The same for who names an end user, or none: another one's is not there. */
  static ChatSession require(Handle handle, String owner, String user, String id) {
    return SessionTable.find(handle, owner, id)
        .filter(ChatSession::lasting)
        .filter(session -> session.isFor(user))
        .orElseThrow(() -> NotFoundFaults.conversation(id));
  }

  /** Gives it other metadata. */
  public CompletableFuture<StoredConversation> describe(
      String owner, String id, ObjectNode metadata) {
    return store.write(
        handle -> of(sessions.change(handle, require(handle, owner, id).with(metadata))));
  }

  /** Forgets it, with its items and the responses in it. */
  public CompletableFuture<Void> delete(String owner, String id) {
    return new SessionErasure(sessions).erase(handle -> require(handle, owner, id), false);
  }

  /** Adds items to its end, each with its {@code id}, when nobody else's turn is under way. */
  public CompletableFuture<Void> add(String owner, String id, List<ObjectNode> items) {
    return find(owner, id)
        .thenCompose(
            _ ->
                turns.change(
                    owner, id, handle -> insert(handle, require(handle, owner, id), items)));
  }

  /** A page of its items. */
  public CompletableFuture<ItemList> items(
      String owner, String id, ItemPage page, LongConsumer room) {
    return store.read(
        handle -> ItemTable.pageOfSession(handle, require(handle, owner, id), page, room));
  }

  /** An item of it. */
  public CompletableFuture<ObjectNode> item(
      String owner, String id, String item, LongConsumer room) {
    return store.read(
        handle ->
            ItemTable.inSession(handle, require(handle, owner, id), item, room)
                .orElseThrow(() -> NotFoundFaults.item(item)));
  }

  /** Removes an item of it. */
  public CompletableFuture<StoredConversation> remove(String owner, String id, String item) {
    return store
        .write(handle -> remove(handle, require(handle, owner, id), item))
        .thenCompose(
            conversation ->
                new SessionErasure(sessions).settle(owner, id).thenApply(_ -> conversation));
  }

  private StoredConversation remove(Handle handle, ChatSession session, String item) {
    var owner = session.owner();
    long bytes = StorageSizeTable.ofSession(handle, owner, session.id());
    if (!ItemTable.delete(handle, session, item)) {
      throw NotFoundFaults.item(item);
    }
    sessions.removed(handle, session, List.of(item));
    quota.add(owner, StorageSizeTable.ofSession(handle, owner, session.id()) - bytes);
    return of(session);
  }
}
