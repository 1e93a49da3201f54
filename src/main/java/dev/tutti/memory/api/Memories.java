package dev.tutti.memory.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The memory of every owner's end users. Thread-safe; a fact that is not there, or not the owner's,
 * fails with a fault of status 404, and what there is no room for with {@code request_too_large}.
 */
public interface Memories {

  /**
   * Keeps a fact. One that says the same as a current one of the user is merged with it: it gets
   * the draft's metadata beside its own, and its expiry. What it supersedes is kept as superseded.
   */
  CompletableFuture<Fact> add(String owner, FactDraft draft);

  /** A page of facts, without those that have expired. */
  CompletableFuture<FactPage> list(String owner, FactSelection selection);

  /** The fact with this id. */
  CompletableFuture<Fact> find(String owner, String id);

  /** Changes a fact in its place. */
  CompletableFuture<Fact> change(String owner, String id, FactChange change);

  /** Erases a fact. */
  CompletableFuture<Void> forget(String owner, String id);

  /** Erases all facts of a user; says how many there were. */
  CompletableFuture<Integer> forgetUser(String owner, String user);

  /** Recalls facts and messages of a user, the best first; nothing for a user who is not known. */
  CompletableFuture<List<Recollection>> recall(String owner, RecallQuery query);
}
