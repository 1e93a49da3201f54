package dev.tutti.session;

import dev.tutti.chat.Fault;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sessions. Thread-safe; futures complete on threads of the store. What is not there, or not
 * the owner's, fails with a fault of status 404; what the owner has no room for with {@code
 * request_too_large}.
 *
 * <p>Whoever reads messages says where the memory for their trees is taken: {@code room} is told of
 * bytes before they are taken, and may refuse them by throwing.
 */
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final Store store;
  private final InstantSource clock;
  private final Ids ids;
  private final StorageQuota quota;
  private final SessionHistory histories;
  private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * The sessions of a store.
   *
   * @param random should be fit for secrets
   * @param quota of everything that owners keep
   */
  public Sessions(Store store, InstantSource clock, RandomGenerator random, StorageQuota quota) {
    this.store = store;
    this.clock = clock;
    this.ids = new Ids(random);
    this.quota = quota;
    this.histories = new SessionHistory(store);
  }

  /** Tells a listener of everything that changes from now on. */
  public void add(SessionListener listener) {
    listeners.add(listener);
  }

  /** Names what is kept. */
  public Ids ids() {
    return ids;
  }

  /** The clock by which what is said is dated. */
  public InstantSource clock() {
    return clock;
  }

  Store store() {
    return store;
  }

  /**
   * Begins one with what was said already, as an import does. It is there when all of it is.
   *
   * @param messages each with an id that no other has; may be empty
   * @return as it is kept; fails with status 409 where the owner has one of this name
   */
  public CompletableFuture<ChatSession> create(ChatSession session, List<NewMessage> messages) {
    return SessionParts.of(this, session, messages).begin();
  }

  /**
   * Begins one in a transaction that is under way.
   *
   * @throws Fault with status 409 where the owner has one of this name
   */
  public void begin(Handle handle, ChatSession session) {
    quota.requireRoom(handle, session.owner(), StorageSizeTable.ROW + session.size());
    if (!SessionTable.insert(handle, session)) {
      throw SessionFaults.exists(session.id());
    }
    quota.add(session.owner(), StorageSizeTable.ROW + session.size());
  }

  /**
   * Adds to one in a transaction that is under way.
   *
   * @throws Fault {@code request_too_large} where its owner has no room
   */
  public void append(Handle handle, ChatSession session, List<NewMessage> messages) {
    if (!messages.isEmpty()) {
      requireRoomAfter(handle, session, MessageTable.insert(handle, session, messages));
      listeners.forEach(each -> each.added(handle, session, messages));
    }
  }

  /** The same beyond what its owner may keep, as what was paid for; says how much it is. */
  public MessageTable.Size keep(Handle handle, ChatSession session, List<NewMessage> messages) {
    var size = MessageTable.insert(handle, session, messages);
    quota.add(session.owner(), size.stored());
    listeners.forEach(each -> each.added(handle, session, messages));
    return size;
  }

  /** Counts what was added. */
  void requireRoomAfter(Handle handle, ChatSession session, MessageTable.Size size) {
    quota.requireRoom(handle, session.owner(), size.stored());
    quota.add(session.owner(), size.stored());
  }

  /**
   * The one of the same name; this one, without messages, where there is none.
   *
   * @param longest how long it waits while one of this name is not erased yet; then it fails with
   *     {@code overloaded}
   */
  public CompletableFuture<ChatSession> findOrCreate(ChatSession session, Duration longest) {
    return new SessionBeginning(this, session).findOrCreate(longest);
  }

  /** The one of a name. */
  public CompletableFuture<ChatSession> find(String owner, String id) {
    return store.read(handle -> require(handle, owner, id));
  }

  /**
   * The one of a name, in a transaction that is under way.
   *
   * @throws Fault with status 404
   */
  public static ChatSession require(Handle handle, String owner, String id) {
    return SessionTable.find(handle, owner, id).orElseThrow(() -> SessionFaults.session(id));
  }

  /** A page of an owner's sessions. */
  public CompletableFuture<RowList<ChatSession>> list(String owner, SessionPage page) {
    return store.read(
        handle -> {
          if (!page.after().isEmpty()) {
            require(handle, owner, page.after());
          }
          return RowList.of(SessionTable.page(handle, owner, page), page.limit());
        });
  }

  /** Changes what is said about one; its messages stay as they are. */
  public CompletableFuture<ChatSession> change(
      String owner, String id, UnaryOperator<ChatSession> change) {
    return store.write(handle -> change(handle, change.apply(require(handle, owner, id))));
  }

  /** The same in a transaction that is under way: it is to be as it is handed over. */
  public ChatSession change(Handle handle, ChatSession after) {
    var before = require(handle, after.owner(), after.id());
    long more = after.size() - before.size();
    if (more > 0) {
      quota.requireRoom(handle, after.owner(), more);
    }
    SessionTable.update(handle, after);
    quota.add(after.owner(), more);
    return after;
  }

  /** A page of the messages of one. */
  public CompletableFuture<RowList<SessionMessage>> messages(
      String owner, String id, MessagePage page, LongConsumer room) {
    return store.read(
        handle -> SessionHistory.page(handle, require(handle, owner, id), page, room));
  }

  /** All messages of one, the oldest first. */
  public CompletableFuture<List<SessionMessage>> history(
      String owner, String id, LongConsumer room) {
    return store.read(
        handle -> {
          require(handle, owner, id);
          return SessionHistory.all(handle, owner, id, room);
        });
  }

  /** The parts of histories that views are made of. */
  public SessionHistory histories() {
    return histories;
  }

  /** The last messages of one, the oldest first; at least so many, where there are. */
  public CompletableFuture<List<SessionMessage>> latest(
      String owner, String id, int count, LongConsumer room) {
    return store.read(handle -> SessionHistory.last(handle, owner, id, count, room));
  }

  /** The latest summary of one's beginning. */
  public CompletableFuture<Optional<SessionSummary>> summary(String owner, String id) {
    return store.read(handle -> SummaryTable.latest(handle, owner, id));
  }

  /**
   * Keeps a summary of one's beginning; earlier ones are forgotten. Fails with status 404 where
   * what it was made of is not there any more.
   */
  public CompletableFuture<Void> summarise(
      String owner, String id, SessionSummary summary, SummaryBasis basis) {
    return store
        .write(
            handle -> {
              var session = require(handle, owner, id);
              if (!basis.isThere(handle, session)) {
                throw SessionFaults.message(basis.messages().getLast());
              }
              SummaryTable.put(handle, session, summary);
              listeners.forEach(each -> each.summarised(handle, session, summary));
              return true;
            })
        .thenAccept(_ -> {});
  }

  /** Drops what was made of messages that are deleted in a transaction that is under way. */
  public void removed(Handle handle, ChatSession session, List<String> messages) {
    SummaryTable.delete(handle, session);
    listeners.forEach(each -> each.unsummarised(handle, session));
    listeners.forEach(each -> each.removed(handle, session, messages));
  }

  /** Pins a message, so that every view has it, or not any more; completes with the session. */
  public CompletableFuture<ChatSession> pin(
      String owner, String id, String message, boolean pinned) {
    return store.write(
        handle -> {
          var session = require(handle, owner, id);
          if (!MessageTable.pin(handle, session, message, pinned)) {
            throw SessionFaults.message(message);
          }
          return session;
        });
  }

  /** Changes the metadata of a message in a transaction that is under way. */
  void annotate(Handle handle, ChatSession session, String message, ObjectNode metadata) {
    quota.add(session.owner(), MessageTable.annotate(handle, session, message, metadata));
  }

  /**
   * Notes how a message depends on what was said before it, some time later, so that later views
   * know it after a restart, too. Never blocks.
   */
  public void depends(ChatSession session, String message, String degree) {
    var _ =
        store
            .write(handle -> MessageTable.depends(handle, session, message, degree))
            .exceptionally(
                thrown -> {
                  log.warn("A decision about a message is not noted: {}", thrown.toString());
                  return false;
                });
  }

  /**
   * Begins a new one with everything up to a message and with it, and all that is said about the
   * first one. Messages keep their ids.
   *
   * @param at the id of the message
   */
  public CompletableFuture<ChatSession> fork(String owner, String id, String at) {
    return store
        .read(
            handle -> {
              var session = require(handle, owner, id);
              long last = MessageTable.require(handle, session, at);
              var fork = session.fork(ids.next("sess"), clock.instant());
              return new SessionFork(session, at, last, fork);
            })
        .thenCompose(fork -> new SessionParts(this, fork.to(), fork.parts(this)).begin());
  }

  /**
   * Erases one with everything that was said in it, wherever it was kept; nobody sees it from the
   * first transaction on, and it is complete when all of it is gone.
   *
   * @param memories whether what is remembered from it goes, too
   */
  public CompletableFuture<Void> erase(String owner, String id, boolean memories) {
    return new SessionErasure(this)
        .begin(handle -> require(handle, owner, id), memories)
        .thenAccept(_ -> {});
  }

  /** Tells that one is erased in a transaction that is under way. */
  void erased(Handle handle, ChatSession session, boolean memories) {
    listeners.forEach(each -> each.erased(handle, session, memories));
  }

  StorageQuota quota() {
    return quota;
  }

  /**
   * The turn of a writer, begun in a transaction: what is asked is kept, and nobody else adds
   * anything until it ends or is over. Says no while it is another process's turn, or one of this
   * name that it may begin is not gone yet.
   */
  boolean begin(Handle handle, SessionLease lease, TurnRequest request) {
    if (request.mayBegin() && SessionTable.isHidden(handle, lease.owner(), lease.session())) {
      return false;
    }
    var session = find(handle, request);
    var _ = session.requireFor(request.user());
    if (!SessionTable.take(handle, lease, clock.instant())) {
      return false;
    }
    append(handle, session, request.asked());
    return true;
  }

  private ChatSession find(Handle handle, TurnRequest request) {
    var found = SessionTable.find(handle, request.owner(), request.session());
    var like = request.begins();
    if (found.isPresent() || !request.mayBegin()) {
      return found.orElseThrow(() -> SessionFaults.session(request.session()));
    }
    var begun =
        like == null
            ? ChatSession.begin(request.session(), request.owner(), request.user(), clock.instant())
            : like;
    begin(handle, begun);
    return begun;
  }

  /** Ends a turn with what came of it; it is kept also beyond what its owner may keep. */
  void end(Handle handle, SessionLease lease, List<NewMessage> said) {
    var session = require(handle, lease.owner(), lease.session());
    if (!SessionTable.giveBack(handle, lease)) {
      throw SessionFaults.late(lease.session());
    }
    if (!said.isEmpty()) {
      keep(handle, session, said);
    }
    SessionTable.use(handle, lease.owner(), lease.session(), clock.instant());
  }

  /** Ends a turn of which nothing came: what was asked is taken back. */
  void withdraw(Handle handle, SessionLease lease, List<NewMessage> asked) {
    var found = SessionTable.find(handle, lease.owner(), lease.session());
    if (found.isPresent() && SessionTable.giveBack(handle, lease) && !asked.isEmpty()) {
      withdraw(handle, found.get(), asked.stream().map(NewMessage::id).toList());
    }
  }

  private void withdraw(Handle handle, ChatSession session, List<String> names) {
    var first = MessageTable.position(handle, session, names.getFirst());
    if (first.isPresent()) {
      long last = first.getAsLong() + names.size() - 1;
      var size = MessageTable.delete(handle, session, first.getAsLong(), last);
      quota.add(session.owner(), -size.stored());
      listeners.forEach(each -> each.removed(handle, session, names));
    }
  }

  /** Takes back what a turn has asked that broke off, unless it was answered; says whether. */
  boolean takeBack(Handle handle, ChatSession session, String asked, String answer) {
    boolean answered = MessageTable.position(handle, session, answer).isPresent();
    if (!answered) {
      withdraw(handle, session, List.of(asked));
    }
    return answered;
  }
}
