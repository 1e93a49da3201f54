package dev.tutti.memory.fact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactChange;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.FactPage;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.FactState;
import dev.tutti.memory.api.Provenance;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts of the database. Thread-safe. What is not there, or not the owner's, fails with a fault
 * of status 404; what there is no room for with {@code request_too_large}.
 */
public final class Facts {
  private static final Logger log = LoggerFactory.getLogger(Facts.class);
  private static final int AT_ONCE = 500;
  private static final int ID_BYTES = 16;

  /** Users whose erasure is known, for longer than anybody looks at a turn. */
  private static final int MOST_ERASED = 10_000;

  private static final Duration ERASED_FOR = Duration.ofHours(1);

  private final Store store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Supplier<FactBounds> bounds;
  private final Cache<ErasedUser, Instant> erased =
      Caffeine.newBuilder().maximumSize(MOST_ERASED).expireAfterWrite(ERASED_FOR).build();

  private record ErasedUser(String owner, String user) {}

  /**
   * @param random fit for secrets: ids are not to be guessed
   */
  public Facts(
      Store store, InstantSource clock, RandomGenerator random, Supplier<FactBounds> bounds) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.bounds = bounds;
  }

  /** Keeps one, or merges it with the current one that says the same. */
  public CompletableFuture<Fact> add(String owner, FactDraft draft) {
    return store.write(handle -> add(handle, owner, draft));
  }

  /**
   * Keeps one that was taken from what was said, unless all about the user was erased after it was
   * said, or the message is not there any more.
   *
   * @return whether it is kept
   */
  public CompletableFuture<Boolean> note(String owner, FactDraft draft, Evidence evidence) {
    return store.write(
        handle -> {
          var since = erased.getIfPresent(new ErasedUser(owner, draft.user()));
          boolean holds = since == null || draft.provenance().at().isAfter(since);
          if (holds && evidence.isThere(handle, owner, draft.provenance())) {
            add(handle, owner, draft);
            return true;
          }
          return false;
        });
  }

  /** Evidence of facts: the messages that they were taken from. */
  @FunctionalInterface
  public interface Evidence {
    /** Whether it is still there, in a transaction. */
    boolean isThere(Handle handle, String owner, Provenance provenance);
  }

  private Fact add(Handle handle, String owner, FactDraft draft) {
    var now = now();
    var same =
        FactTable.same(handle, owner, draft.user(), draft.text(), draft.character())
            .filter(each -> !each.times().expired(now));
    var kept =
        same.map(known -> merge(handle, known, draft, now))
            .orElseGet(() -> insert(handle, owner, draft, now));
    for (var old : draft.supersedes()) {
      supersede(handle, old, kept);
    }
    return kept;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Fact merge(Handle handle, Fact known, FactDraft draft, Instant now) {
    var metadata = known.metadata();
    metadata.setAll(draft.metadata());
    var times = new Fact.Times(known.times().created(), now, draft.expires());
    var merged =
        new Fact(
            known.id(),
            known.owner(),
            known.user(),
            known.text(),
            metadata,
            known.state(),
            known.supersededBy(),
            known.provenance(),
            Math.max(known.confidence(), draft.confidence()),
            times);
    FactTable.update(handle, merged);
    return merged;
  }

  private Fact insert(Handle handle, String owner, FactDraft draft, Instant now) {
    FactTable.deleteExpired(handle, now, AT_ONCE);
    requireRoom(handle, owner, draft.user());
    var fact =
        new Fact(
            id(),
            owner,
            draft.user(),
            draft.text(),
            draft.metadata(),
            FactState.CURRENT,
            "",
            draft.provenance(),
            draft.confidence(),
            new Fact.Times(now, now, draft.expires()));
    FactTable.insert(handle, fact);
    return fact;
  }

  private String id() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "mem_" + HexFormat.of().formatHex(bytes);
  }

  private void requireRoom(Handle handle, String owner, String user) {
    var most = bounds.get();
    int ofUser = FactTable.countOfUser(handle, owner, user);
    if (ofUser >= most.ofUser()) {
      throw full("user", user, ofUser, "facts_per_user");
    }
    int ofOwner = FactTable.countOfOwner(handle, owner);
    if (ofOwner >= most.ofOwner()) {
      throw full("owner", owner, ofOwner, "facts_per_owner");
    }
  }

  private static Fault full(String whose, String name, int count, String setting) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE,
        "%s \"%s\" has %,d facts (expected: fewer, conversation.memory.%s; DELETE /v1/memories/ID or /v1/memories?user= makes room)"
            .formatted(whose, name, count, setting));
  }

  /** A fact of another user, or one that is superseded already, is not there. */
  private static void supersede(Handle handle, String old, Fact by) {
    if (!old.equals(by.id()) && !FactTable.supersede(handle, old, by)) {
      throw notFound(old);
    }
  }

  /** Fault about one that is not there, or not for its caller. */
  public static Fault notFound(String id) {
    return Fault.of(FaultCode.INVALID_REQUEST, "memory %s is not there".formatted(id)).status(404);
  }

  /** A page of those that have not expired. */
  public CompletableFuture<FactPage> list(String owner, FactSelection selection) {
    return store.read(
        handle -> {
          if (!selection.after().isEmpty()) {
            require(handle, owner, selection.after());
          }
          var one = selection.limit() + 1;
          var asked =
              new FactSelection(selection.user(), selection.states(), one, selection.after());
          var found = FactTable.page(handle, owner, asked, now());
          boolean more = found.size() > selection.limit();
          return new FactPage(more ? found.subList(0, selection.limit()) : found, more);
        });
  }

  private static Fact require(Handle handle, String owner, String id) {
    return FactTable.find(handle, owner, id).orElseThrow(() -> notFound(id));
  }

  /** The one with this id. */
  public CompletableFuture<Fact> find(String owner, String id) {
    return store.read(handle -> requireCurrent(handle, owner, id));
  }

  private Fact requireCurrent(Handle handle, String owner, String id) {
    var fact = require(handle, owner, id);
    if (fact.times().expired(now())) {
      throw notFound(id);
    }
    return fact;
  }

  /** Changes one in its place. */
  public CompletableFuture<Fact> change(String owner, String id, FactChange change) {
    return store.write(
        handle -> {
          var known = requireCurrent(handle, owner, id);
          var times = known.times();
          var changed =
              new Fact(
                  known.id(),
                  known.owner(),
                  known.user(),
                  change.text().orElse(known.text()),
                  change.metadata().orElse(known.metadata()),
                  known.state(),
                  known.supersededBy(),
                  known.provenance(),
                  known.confidence(),
                  new Fact.Times(times.created(), now(), change.expires().orElse(times.expires())));
          FactTable.update(handle, changed);
          return changed;
        });
  }

  /** Marks one as superseded without a successor, as who said it has taken it back. */
  public CompletableFuture<Boolean> retract(String owner, String id) {
    return store.write(handle -> FactTable.retract(handle, owner, id, now()));
  }

  /** Erases one. */
  public CompletableFuture<Boolean> forget(String owner, String id) {
    return store.write(
        handle -> {
          requireCurrent(handle, owner, id);
          return FactTable.delete(handle, owner, id);
        });
  }

  /** Erases all of a user; says how many. */
  public CompletableFuture<Integer> forgetUser(String owner, String user) {
    return store.write(
        handle -> {
          erased.put(new ErasedUser(owner, user), clock.instant());
          return FactTable.deleteUser(handle, owner, user);
        });
  }

  /** Erases all that were taken from a session, within the caller's transaction. */
  public int forgetSession(Handle handle, String owner, String session) {
    return FactTable.deleteSession(handle, owner, session);
  }

  /** The newest current ones of a user, all that may be kept at most. */
  public CompletableFuture<List<Fact>> current(String owner, String user) {
    return store.read(
        handle ->
            FactTable.page(
                handle, owner, FactSelection.current(user, bounds.get().ofUser()), now()));
  }

  /** Erases what has expired; what fails is tried again the next time. */
  public void clean() {
    var _ =
        store
            .write(handle -> FactTable.deleteExpired(handle, now(), AT_ONCE))
            .exceptionally(
                thrown -> {
                  log.warn("facts that have expired stay: {}", thrown.toString());
                  return 0;
                });
  }
}
