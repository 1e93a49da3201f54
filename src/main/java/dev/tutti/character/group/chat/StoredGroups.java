package dev.tutti.character.group.chat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionContext;
import dev.tutti.session.SessionErasure;
import dev.tutti.session.Sessions;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The groups of all owners, each with its session. Thread-safe; futures complete on threads of the
 * store. What is not there, or not the owner's, fails with status 404.
 */
public record StoredGroups(Store store, Sessions sessions) {
  private static final int MOST_OF_OWNER = 1_000;
  private static final int MISSING = 404;

  /** Most groups of a page. */
  public static final int PAGE = 100;

  /** A new id. */
  public String nextId() {
    return sessions.ids().next(ChatGroup.PREFIX);
  }

  /** The time, in milliseconds, as groups have it. */
  public Instant now() {
    return sessions.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Begins a group and its session.
   *
   * @param system what every speaker is told by who runs the group, may be empty
   * @param context of the session's views
   * @param greetings that are said already
   * @return fails with {@code request_too_large} when its owner has no room
   */
  public CompletableFuture<ChatGroup> create(
      ChatGroup group, String system, SessionContext context, List<NewMessage> greetings) {
    var session =
        ChatSession.begin(group.id(), group.owner(), group.user(), group.created())
            .described(group.name(), system, group.model(), context);
    return store.write(
        handle -> {
          long there = GroupTable.count(handle, group.owner());
          if (there >= MOST_OF_OWNER) {
            throw Fault.of(
                FaultCode.REQUEST_TOO_LARGE,
                "groups: %,d of this owner (expected: at most %,d; DELETE /v1/groups/ID makes room)"
                    .formatted(there, MOST_OF_OWNER));
          }
          sessions.begin(handle, session);
          sessions.append(handle, session, greetings);
          GroupTable.insert(handle, group);
          return group;
        });
  }

  /** One of an owner. */
  public CompletableFuture<ChatGroup> one(String owner, String id) {
    return store.read(handle -> GroupTable.find(handle, owner, id).orElseThrow(() -> missing(id)));
  }

  /**
   * One by its id or else its name, the newest of that name; fails with {@code model_not_found}, as
   * groups are named like this where models are.
   */
  public CompletableFuture<ChatGroup> named(String owner, String name) {
    return store.read(
        handle ->
            GroupTable.find(handle, owner, name)
                .or(() -> name.isEmpty() ? Optional.empty() : GroupTable.named(handle, owner, name))
                .orElseThrow(
                    () ->
                        Fault.of(
                            FaultCode.MODEL_NOT_FOUND,
                            "model: no group of yours is \"%s\"".formatted(name))));
  }

  /**
   * Some of an owner's, the newest first; fails with status 404 where {@code after} is not there.
   *
   * @param after the id of the last one of the page before; empty for the first page
   */
  public CompletableFuture<List<ChatGroup>> page(String owner, String after, int limit) {
    return store.read(
        handle -> {
          if (!after.isEmpty() && GroupTable.find(handle, owner, after).isEmpty()) {
            throw missing(after);
          }
          return GroupTable.page(handle, owner, after, limit);
        });
  }

  /** Changes what is said about one; its messages stay as they are. */
  public CompletableFuture<ChatGroup> change(
      String owner, String id, UnaryOperator<ChatGroup> change) {
    return store.write(
        handle -> {
          var before = GroupTable.find(handle, owner, id).orElseThrow(() -> missing(id));
          var after = change.apply(before);
          GroupTable.update(handle, after);
          return after;
        });
  }

  /**
   * Erases one with everything that was said in it.
   *
   * @param memories whether what is remembered from it goes, too
   */
  public CompletableFuture<ChatGroup> erase(String owner, String id, boolean memories) {
    return one(owner, id)
        .thenCompose(
            group ->
                sessions
                    .find(owner, id)
                    .thenCompose(session -> new SessionErasure(sessions).erase(session, memories))
                    .thenApply(_ -> group));
  }

  private static Fault missing(String id) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "group \"%s\" is not here (expected: one of yours that was not deleted)".formatted(id))
        .at("group")
        .status(MISSING);
  }
}
