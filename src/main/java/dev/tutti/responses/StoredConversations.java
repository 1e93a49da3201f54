package dev.tutti.responses;

import dev.tutti.responses.ItemTable.ItemLocation;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
  private final InstantSource clock;
  private final Ids ids;
  private final Supplier<ResponseStoreSettings> settings;
  private final StorageQuota quota;

  StoredConversations(
      Store store,
      InstantSource clock,
      Ids ids,
      Supplier<ResponseStoreSettings> settings,
      StorageQuota quota) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.settings = settings;
    this.quota = quota;
  }

  /**
   * Begins one.
   *
   * @param items each with its {@code id}
   */
  public CompletableFuture<StoredConversation> create(
      String owner, ObjectNode metadata, List<ObjectNode> items) {
    var begun = new StoredConversation(ids.next("conv"), now(), metadata);
    return store.write(
        handle -> {
          quota.requireRoom(handle, owner, StorageSizeTable.ROW + SessionTable.size(metadata));
          SessionTable.insertLasting(handle, begun, owner);
          quota.add(owner, StorageSizeTable.ROW + SessionTable.size(metadata));
          insert(handle, owner, begun.id(), items);
          return begun;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void insert(Handle handle, String owner, String id, List<ObjectNode> items) {
    var added =
        ItemTable.insert(
            handle,
            new ItemLocation(id, owner, null),
            items.stream().map(json -> new StoredItem("", json)).toList());
    if (added.items() > 0) {
      long bytes = added.bytes() + added.items() * StorageSizeTable.ROW;
      quota.requireRoom(handle, owner, bytes);
      quota.add(owner, bytes);
      new HistoryBounds(settings.get(), "items", id).check(ItemTable.size(handle, id));
    }
  }

  /** The one with this name. */
  public CompletableFuture<StoredConversation> find(String owner, String id) {
    return store.read(handle -> require(handle, owner, id));
  }

  /** The one with this name, which must be there. */
  static StoredConversation require(Handle handle, String owner, String id) {
    return SessionTable.conversation(handle, owner, id)
        .orElseThrow(() -> NotFoundFaults.conversation(id));
  }

  /** Gives it other metadata. */
  public CompletableFuture<StoredConversation> describe(
      String owner, String id, ObjectNode metadata) {
    return store.write(
        handle -> {
          long more =
              SessionTable.size(metadata)
                  - SessionTable.size(require(handle, owner, id).metadata());
          if (more > 0) {
            quota.requireRoom(handle, owner, more);
          }
          SessionTable.describe(handle, owner, id, metadata);
          quota.add(owner, more);
          return require(handle, owner, id);
        });
  }

  /** Forgets it, with its items and the responses in it. */
  public CompletableFuture<Void> delete(String owner, String id) {
    return store
        .write(
            handle -> {
              long bytes = StorageSizeTable.ofSession(handle, id);
              if (!SessionTable.delete(handle, owner, id)) {
                throw NotFoundFaults.conversation(id);
              }
              quota.add(owner, -bytes);
              return true;
            })
        .thenAccept(_ -> {});
  }

  /** Adds items to its end, each with its {@code id}. */
  public CompletableFuture<Void> add(String owner, String id, List<ObjectNode> items) {
    return store
        .write(
            handle -> {
              require(handle, owner, id);
              insert(handle, owner, id, items);
              return true;
            })
        .thenAccept(_ -> {});
  }

  /** A page of its items. */
  public CompletableFuture<ItemList> items(
      String owner, String id, ItemPage page, LongConsumer room) {
    return store.read(
        handle -> {
          require(handle, owner, id);
          return ItemTable.pageOfSession(handle, id, page, room);
        });
  }

  /** An item of it. */
  public CompletableFuture<ObjectNode> item(
      String owner, String id, String item, LongConsumer room) {
    return store.read(
        handle -> {
          require(handle, owner, id);
          return ItemTable.inSession(handle, id, item, room)
              .orElseThrow(() -> NotFoundFaults.item(item));
        });
  }

  /** Removes an item of it. */
  public CompletableFuture<StoredConversation> remove(String owner, String id, String item) {
    return store.write(
        handle -> {
          var conversation = require(handle, owner, id);
          long bytes = StorageSizeTable.ofSession(handle, id);
          if (!ItemTable.delete(handle, id, item)) {
            throw NotFoundFaults.item(item);
          }
          quota.add(owner, StorageSizeTable.ofSession(handle, id) - bytes);
          return conversation;
        });
  }
}
