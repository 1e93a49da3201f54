package dev.tutti.security;

import dev.tutti.chat.Fault;
import dev.tutti.security.KeyTable.Row;
import dev.tutti.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The virtual keys. Thread-safe; {@link #authenticate} blocks nowhere and asks no database.
 *
 * <p>What another process changes is seen as soon as the store sees it; expiry is exact.
 */
public final class Keys implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Keys.class);
  private static final int USES_EVERY_SECONDS = 60;
  private static final int SHORTEST_NAME = 6;

  private final Store store;
  private final InstantSource clock;
  private final Secrets secrets;
  private final KeyUses uses;
  private final AtomicLong tickets = new AtomicLong();
  private final AtomicReference<KeySnapshot> snapshot =
      new AtomicReference<>(new KeySnapshot(0, Map.of()));
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean stale;

  private Keys(Store store, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.clock = clock;
    this.uses = new KeyUses(store);
    this.secrets = new Secrets(random);
  }

  /**
   * Reads all keys, then follows their changes until it is closed.
   *
   * @throws dev.tutti.store.StoreException when they cannot be read
   */
  public static Keys open(Store store, InstantSource clock, SecureRandom random) {
    var keys = new Keys(store, clock, random);
    store.onForeignChange(keys::follow);
    Store.await(keys.reload());
    Thread.ofVirtual().name("tutti-keys").start(keys::housekeep);
    return keys;
  }

  /** Whether a key was ever made: then every caller needs one. */
  public boolean exist() {
    return !snapshot.get().keys().isEmpty();
  }

  /**
   * Says who presents a key.
   *
   * @param presented what {@link Credentials#presented} found, empty for nothing
   * @param local whether the caller's address is a loopback address
   * @throws Fault {@code authentication}
   */
  public Principal authenticate(String presented, boolean local) {
    return snapshot.get().authenticate(presented, local, clock.instant());
  }

  /**
   * Holder of a key, by its id, for work that goes on without its caller.
   *
   * @param id empty for an anonymous caller
   * @throws Fault {@code authentication} where the key is not valid any more
   */
  public Principal holder(String id) {
    return snapshot.get().holder(id, clock.instant());
  }

  /** Makes a key that works until it is revoked. */
  public CompletableFuture<IssuedKey> create(Grant grant) {
    return create(grant, AuditEvent.ON_THE_MACHINE);
  }

  /** The same for somebody else than who works on this machine. */
  public CompletableFuture<IssuedKey> create(Grant grant, String who) {
    return make(grant, null, who);
  }

  /**
   * Makes a key that works until an instant. Fails with {@code invalid_request} when that has
   * passed.
   */
  public CompletableFuture<IssuedKey> create(Grant grant, Instant expires) {
    return create(grant, expires, AuditEvent.ON_THE_MACHINE);
  }

  /** The same for somebody else than who works on this machine. */
  public CompletableFuture<IssuedKey> create(Grant grant, Instant expires, String who) {
    if (!expires.isAfter(clock.instant())) {
      return CompletableFuture.failedFuture(
          Fault.invalid("expires", expires + " has passed (expected: a time to come)"));
    }
    return make(grant, expires.truncatedTo(ChronoUnit.MILLIS), who);
  }

  private CompletableFuture<IssuedKey> make(Grant grant, @Nullable Instant expires, String who) {
    var secret = secrets.secret();
    var times = KeyTimes.created(now()).expires(expires);
    var key = new ApiKey(secrets.id(), Secrets.prefix(secret), grant, times);
    return store
        .write(
            handle -> {
              KeyTable.insert(handle, new Row(key, KeyHash.of(secret)));
              Audit.note(handle, event(who, "key.create", key), null, facts(key));
              return new IssuedKey(key, secret);
            })
        .thenCompose(this::thenReload);
  }

  /** All keys, oldest first. */
  public CompletableFuture<List<ApiKey>> list() {
    return uses.write()
        .thenCompose(_ -> store.read(KeyTable::all))
        .thenApply(rows -> rows.stream().map(Row::key).toList());
  }

  /**
   * Revokes a key for good; revoking again changes nothing. It is refused from the moment the
   * future completes.
   *
   * @param which its id, the beginning of its prefix, or the secret itself
   * @return the key, or a fault {@code invalid_request} when {@code which} fits none or several
   */
  public CompletableFuture<ApiKey> revoke(String which) {
    return revoke(which, AuditEvent.ON_THE_MACHINE);
  }

  /** The same for somebody else than who works on this machine. */
  public CompletableFuture<ApiKey> revoke(String which, String who) {
    if (which.length() < SHORTEST_NAME) {
      return CompletableFuture.failedFuture(
          Fault.invalid(
              "key", which + " is too short (expected: an id, or at least 3 letters after tt-)"));
    }
    return store
        .write(
            handle -> {
              var key = choose(which, KeyTable.matching(handle, which));
              if (key.times().revoked().isEmpty()) {
                KeyTable.revoke(handle, key.id(), now());
                Audit.note(handle, event(who, "key.revoke", key), facts(key), null);
              }
              return KeyTable.matching(handle, key.id()).getFirst();
            })
        .thenCompose(this::thenReload);
  }

  /**
   * Changes the terms of a key that was not revoked; they count from the moment the future
   * completes. Owner and role stay.
   *
   * @param which its id, the beginning of its prefix, or the secret itself
   * @param change makes the new terms of the key as it is
   * @return the key, or a fault {@code invalid_request}
   */
  public CompletableFuture<ApiKey> change(
      String which, Function<ApiKey, KeyTerms> change, String who) {
    return store
        .write(
            handle -> {
              var key = choose(which, KeyTable.matching(handle, which));
              if (key.times().revoked().isPresent()) {
                throw Fault.invalid("key", shown(which) + " was revoked (expected: another)");
              }
              var terms = change.apply(key);
              requireToCome(key, terms);
              KeyTable.change(handle, key.id(), terms);
              var changed = KeyTable.matching(handle, key.id()).getFirst();
              Audit.note(handle, event(who, "key.change", changed), facts(key), facts(changed));
              return changed;
            })
        .thenCompose(this::thenReload);
  }

  private void requireToCome(ApiKey key, KeyTerms terms) {
    var expires = Optional.ofNullable(terms.expires());
    if (expires.isPresent()
        && !expires.equals(key.times().expires())
        && !expires.get().isAfter(clock.instant())) {
      throw Fault.invalid("expires", expires.get() + " has passed (expected: a time to come)");
    }
  }

  /** The one key that is meant: among several, those that were revoked before are not. */
  private static ApiKey choose(String which, List<ApiKey> fitting) {
    var open = fitting.stream().filter(key -> key.times().revoked().isEmpty()).toList();
    var meant = open.isEmpty() ? fitting : open;
    return switch (meant.size()) {
      case 0 -> throw Fault.invalid("key", shown(which) + " fits no key").status(404);
      case 1 -> meant.getFirst();
      default ->
          throw Fault.invalid(
              "key",
              "%s fits %d keys (expected: the id of one: %s)"
                  .formatted(which, meant.size(), meant.stream().map(ApiKey::id).toList()));
    };
  }

  private AuditEvent event(String who, String action, ApiKey key) {
    return new AuditEvent(now(), who, action, "key " + key.id() + " (" + key.grant().name() + ")");
  }

  private static String facts(ApiKey key) {
    return key.id() + " " + key.grant() + " until " + key.times().expires();
  }

  /** A secret is not repeated in messages. */
  private static String shown(String which) {
    return Secrets.wellFormed(which) ? Secrets.prefix(which) + "..." : which;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private <T> CompletableFuture<T> thenReload(T result) {
    return reload().handle((_, _) -> result); // a failed reload is repeated until it succeeds
  }

  /** A read that began later never sees less, so only later ones replace the snapshot. */
  private CompletableFuture<Void> reload() {
    long ticket = tickets.incrementAndGet();
    stale = false;
    return store
        .read(KeyTable::all)
        .thenAccept(
            rows -> {
              var read = KeySnapshot.of(ticket, rows, uses::of);
              snapshot.accumulateAndGet(read, Keys::newer);
            })
        .whenComplete((_, thrown) -> Optional.ofNullable(thrown).ifPresent(this::repeatLater));
  }

  /** Rows of keys are never removed: where all have gone, the database is another one. */
  private static KeySnapshot newer(KeySnapshot known, KeySnapshot read) {
    if (read.keys().isEmpty() && !known.keys().isEmpty()) {
      log.error("The database has lost all keys; those that were known still count");
      return known;
    }
    return known.ticket() > read.ticket() ? known : read;
  }

  private void repeatLater(Throwable thrown) {
    log.warn("The keys cannot be read; trying again: {}", thrown.getMessage());
    stale = true;
  }

  private void follow() {
    if (closing.getCount() > 0) {
      var _ = reload();
    }
  }

  private void housekeep() {
    try {
      for (int second = 1; !closing.await(1, TimeUnit.SECONDS); second++) {
        if (stale) {
          follow();
        }
        if (second % USES_EVERY_SECONDS == 0) {
          var _ = uses.write();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes down the last uses and follows no more changes; to be closed before the store. */
  @Override
  public void close() {
    closing.countDown();
    Store.await(uses.write());
  }
}
