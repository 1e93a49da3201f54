package dev.tutti.change;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Effective;
import dev.tutti.security.SaltedHash;
import dev.tutti.store.Store;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of the configuration at run time, one after the other. Each future completes when its
 * change is on disk and in force, or fails with a {@link Fault} and nothing has changed: {@code
 * invalid_request} with all problems for what does not validate, {@code overloaded} when too many
 * changes wait. Thread-safe; nothing here blocks its caller, except {@link #close}.
 */
public final class Changes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);
  private static final int MOST_WAITING = 64;
  private static final int NOT_FOUND = 404;

  private final Store store;
  private final InstantSource clock;
  private final SaltedHash hash;
  private final AtomicReference<Overlay> overlay;
  private final AtomicReference<Rollout> rollout =
      new AtomicReference<>(
          _ -> {
            throw Fault.of(FaultCode.OVERLOADED, "the configuration is not in force yet");
          });
  private final ThreadPoolExecutor line =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("tutti-changes").factory());

  private Changes(Store store, InstantSource clock, SaltedHash hash, Overlay overlay) {
    this.store = store;
    this.clock = clock;
    this.hash = hash;
    this.overlay = new AtomicReference<>(overlay);
  }

  /**
   * Reads what was changed before.
   *
   * @throws dev.tutti.store.StoreException when it cannot be read
   */
  public static Changes open(Store store, InstantSource clock) {
    return Store.await(
        store.write(
            handle ->
                new Changes(
                    store,
                    clock,
                    SaltedHash.load(handle),
                    ChangeTable.overlay(handle, Long.MAX_VALUE))));
  }

  /** Says how changes come into force; until then every change fails. */
  public void through(Rollout how) {
    rollout.set(how);
  }

  /** Overlay over the file now. */
  public Overlay overlay() {
    return overlay.get();
  }

  /**
   * Reason for which a deployment gets no new calls; empty when it may get some. Fast: every call
   * asks.
   */
  public Optional<String> against(DeploymentId target) {
    return overlay
        .get()
        .draining(target)
        .map(change -> "drained by %s since %s".formatted(change.who(), change.at()));
  }

  /** Describes a configuration that was read with an overlay. */
  public CurrentConfiguration describe(
      ConfigSource base, Overlay with, List<Effective> values, Set<String> providers) {
    var conflicts = new Conflicts(hash, base, with).all();
    return CurrentConfiguration.of(base, with, values, providers, conflicts);
  }

  /** Puts a section in the place of what the file says, or beside it. */
  public CompletableFuture<ChangeResult> give(Subject subject, ObjectNode json, Author by) {
    return change("set", by, now -> List.of(given(now, subject, json)));
  }

  private static Draft given(CurrentConfiguration now, Subject subject, ObjectNode json) {
    var before =
        now.overlay().effect(subject) instanceof Effect.Given given
            ? given.json()
            : json.objectNode();
    return new Draft(subject, new Effect.Given(SecretRestoration.filled(subject, json, before)));
  }

  /** Takes a section away; what the file says of it is hidden. */
  public CompletableFuture<ChangeResult> remove(Subject subject, Author by) {
    return change(
        "remove",
        by,
        now -> {
          if (now.section(subject).isEmpty()) {
            throw unknown(subject, now);
          }
          boolean inFile = CurrentConfiguration.written(now.base()).containsKey(subject);
          return List.of(new Draft(subject, inFile ? new Effect.Hidden() : new Effect.Cleared()));
        });
  }

  /** Fault about something that is not there. */
  public static Fault unknown(Subject subject, CurrentConfiguration now) {
    var why =
        now.overlay()
            .change(subject)
            .filter(change -> change.effect() instanceof Effect.Hidden)
            .map(change -> "was removed by " + change.origin() + " (expected: give or reset it)")
            .orElseGet(
                () ->
                    "is not configured (expected: one of %s)"
                        .formatted(String.join(", ", now.sections(subject.kind()).keySet())));
    return Fault.of(FaultCode.INVALID_REQUEST, subject + ": " + why).status(NOT_FOUND);
  }

  /** Forgets what was changed about a section: the file is right again. */
  public CompletableFuture<ChangeResult> reset(Subject subject, Author by) {
    return change(
        "reset",
        by,
        now -> {
          if (now.overlay().change(subject).isEmpty()) {
            throw Fault.of(FaultCode.INVALID_REQUEST, subject + ": nothing was changed about it")
                .status(NOT_FOUND);
          }
          return List.of(new Draft(subject, new Effect.Cleared()));
        });
  }

  /** Keeps new calls away from a deployment; those that it has go on to their ends. */
  public CompletableFuture<ChangeResult> drain(DeploymentId target, Author by) {
    return change(
        "drain",
        by,
        now -> {
          if (!now.providers().contains(target.provider())) {
            throw unknown(Subject.provider(target.provider()), now);
          }
          return List.of(new Draft(Subject.deployment(target), new Effect.Drained()));
        });
  }

  /** Lets a deployment have calls again. */
  public CompletableFuture<ChangeResult> resume(DeploymentId target, Author by) {
    return change(
        "resume", by, _ -> List.of(new Draft(Subject.deployment(target), new Effect.Cleared())));
  }

  /**
   * Makes everything as it was at a revision, by further changes.
   *
   * @param to 0 for the file alone
   */
  public CompletableFuture<ChangeResult> rollback(long to, Author by) {
    return change(
        "rollback to " + to,
        by,
        now -> {
          long last = now.overlay().revision();
          if (to < 0 || to > last) {
            throw Fault.invalid("to", "%d (expected: 0 to %d)".formatted(to, last));
          }
          return Draft.between(
              now.overlay(), Store.await(store.read(handle -> ChangeTable.overlay(handle, to))));
        });
  }

  private CompletableFuture<ChangeResult> change(
      String action, Author by, Function<CurrentConfiguration, List<Draft>> plan) {
    try {
      return CompletableFuture.supplyAsync(() -> perform(action, by, plan), line);
    } catch (RejectedExecutionException _) {
      throw Fault.of(
          FaultCode.OVERLOADED,
          "%d changes wait (expected: fewer, or a server that does not stop)"
              .formatted(line.getQueue().size()));
    }
  }

  private ChangeResult perform(
      String action, Author by, Function<CurrentConfiguration, List<Draft>> plan) {
    var made = new ArrayList<Change>();
    try {
      rollout.get().apply(now -> proposal(action, by, plan, now, made));
    } catch (ConfigException e) {
      throw Fault.of(FaultCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
          .at(e.problems().getFirst().path());
    } catch (IllegalArgumentException e) {
      throw Fault.of(FaultCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
    made.forEach(
        each ->
            log.info("Revision {} by {}: {} {}", each.id(), each.who(), action, each.subject()));
    return new ChangeResult(overlay.get().revision(), List.copyOf(made));
  }

  private Rollout.Proposal proposal(
      String action,
      Author by,
      Function<CurrentConfiguration, List<Draft>> plan,
      CurrentConfiguration now,
      List<Change> made) {
    by.require(now.overlay().revision());
    var changeRows =
        new ChangeRows(now, action, by.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    made.addAll(changeRows.of(plan.apply(now), hash));
    var next = now.overlay().with(made);
    return new Rollout.Proposal(
        next,
        () -> {
          Store.await(store.write(handle -> changeRows.write(handle, made)));
          overlay.set(next);
        });
  }

  /** The newest changes, newest first. */
  public CompletableFuture<List<Change>> history(long before, int limit) {
    return store.read(handle -> ChangeTable.newest(handle, before, limit));
  }

  /** Lets the changes that wait come into force, and takes no more; before the store closes. */
  @Override
  public void close() {
    line.close();
  }
}
