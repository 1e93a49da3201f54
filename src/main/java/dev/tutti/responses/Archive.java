package dev.tutti.responses;

import dev.tutti.session.Ids;
import dev.tutti.session.SessionTurns;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.session.UnusedSessions;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is kept of conversations. Thread-safe. */
public final class Archive {
  private static final Logger log = LoggerFactory.getLogger(Archive.class);

  /** So many at once keep the only writer of the database for some milliseconds. */
  private static final int BATCH = 200;

  private final Store store;
  private final InstantSource clock;
  private final Supplier<ResponseStoreSettings> settings;
  private final Sessions sessions;
  private final SessionTurns turns;
  private final Responses responses;
  private final StoredConversations conversations;
  private final StorageQuota quota;

  /**
   * The archive of a store.
   *
   * @param random should be fit for secrets
   * @param settings the settings of the moment
   */
  public Archive(
      Store store,
      InstantSource clock,
      RandomGenerator random,
      Supplier<ResponseStoreSettings> settings) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.quota = new StorageQuota(clock, () -> settings.get().ownerBytes());
    this.sessions = new Sessions(store, clock, random, quota);
    this.turns = new SessionTurns(sessions);
    this.responses = new Responses(store, clock, sessions, settings, quota);
    this.conversations = new StoredConversations(store, sessions, turns, settings, quota);
  }

  /** The sessions in which everything is kept. */
  public Sessions sessions() {
    return sessions;
  }

  /** The turns in these sessions. */
  public SessionTurns turns() {
    return turns;
  }

  /** Answers that were kept. */
  public Responses responses() {
    return responses;
  }

  /** The conversations. */
  public StoredConversations conversations() {
    return conversations;
  }

  /** Names what is kept. */
  public Ids ids() {
    return sessions.ids();
  }

  /** The settings of this moment. */
  public ResponseStoreSettings settings() {
    return settings.get();
  }

  /** Begins to {@link #clean}. */
  public void tidy() {
    var _ = clean();
  }

  /**
   * Forgets what was kept for long enough, a batch after the other; completes with how many
   * sessions and responses that were. A failure is logged, and the next time tries again.
   */
  public CompletableFuture<Integer> clean() {
    return clean(clock.instant().minus(settings.get().keep()), 0)
        .exceptionally(
            thrown -> {
              log.warn("Old responses could not be removed: {}", thrown.getMessage());
              return 0;
            });
  }

  private CompletableFuture<Integer> clean(Instant before, int sofar) {
    return new UnusedSessions(sessions)
        .erase(before)
        .thenCompose(
            erased ->
                store.write(handle -> erased + ResponseTable.deleteOld(handle, before, BATCH)))
        .thenCompose(
            removed -> {
              if (removed == 0) {
                return CompletableFuture.completedFuture(sofar);
              }
              quota.reset();
              return clean(before, sofar + removed);
            });
  }
}
