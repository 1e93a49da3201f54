package dev.tutti.skill;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.Caller;
import dev.tutti.skill.SkillSessionTable.Talk;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which sessions have talked with which version of a skill: they stay with it, for a day after the
 * last word. The latest 200,000 are in memory, the latest 1,000,000 in the database; one that finds
 * too many others waiting to be written is in memory only. Blocking, for virtual threads;
 * thread-safe.
 */
final class SkillSessions {
  private static final Logger log = LoggerFactory.getLogger(SkillSessions.class);
  private static final Duration KEEP = Duration.ofHours(24);
  private static final Duration WRITTEN = Duration.ofHours(1);
  private static final int MOST_IN_MEMORY = 200_000;
  private static final int MOST = 1_000_000;
  private static final int MOST_WAITING = 64;
  private static final int TIDIED_AFTER = 1_000;

  private final @Nullable Store store;
  private final InstantSource clock;
  private final Cache<SkillSessionTable.Key, Optional<Talk>> talks;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();

  private SkillSessions(@Nullable Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.talks =
        Caffeine.newBuilder()
            .maximumSize(MOST_IN_MEMORY)
            .expireAfterAccess(KEEP)
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .build();
  }

  /** Those that outlive a restart. */
  static SkillSessions in(Store store, InstantSource clock) {
    return new SkillSessions(store, clock);
  }

  /** Those that do not. */
  static SkillSessions inMemory(InstantSource clock) {
    return new SkillSessions(null, clock);
  }

  /** The version that a caller's session has talked with. */
  Optional<Semver> version(Caller caller, String skill) {
    return caller.session().isEmpty()
        ? Optional.empty()
        : talk(key(caller, skill)).map(Talk::version);
  }

  private Optional<Talk> talk(SkillSessionTable.Key key) {
    var known = talks.getIfPresent(key);
    if (known != null) {
      return known;
    }
    var stored = stored(key);
    var meanwhile = talks.asMap().putIfAbsent(key, stored);
    return meanwhile == null ? stored : meanwhile;
  }

  private Optional<Talk> stored(SkillSessionTable.Key key) {
    if (store == null) {
      return Optional.empty();
    }
    try {
      var oldest = clock.instant().minus(KEEP);
      return Store.await(store.read(handle -> SkillSessionTable.find(handle, key, oldest)));
    } catch (StoreException e) {
      log.warn("It is not known which version a session has talked with: {}", e.toString());
      return Optional.empty();
    }
  }

  /** Notes that a caller's session has talked with a version. */
  void talked(Caller caller, Skill skill) {
    if (caller.session().isEmpty()) {
      return;
    }
    var key = key(caller, skill.name());
    var now = new Talk(skill.version(), clock.instant());
    boolean same = talk(key).filter(last -> continues(last, now)).isPresent();
    if (!same) {
      talks.put(key, Optional.of(now));
      write(key, now);
    }
  }

  /** Whether what was written last says enough. */
  private static boolean continues(Talk last, Talk now) {
    return last.version().equals(now.version()) && now.at().isBefore(last.at().plus(WRITTEN));
  }

  private void write(SkillSessionTable.Key key, Talk talk) {
    if (store == null) {
      return;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    var done = store.write(handle -> SkillSessionTable.put(handle, key, talk));
    warned(done.whenComplete((_, _) -> waiting.decrementAndGet()));
    if (written.incrementAndGet() % TIDIED_AFTER == 0) {
      var oldest = talk.at().minus(KEEP);
      warned(store.write(handle -> SkillSessionTable.forget(handle, oldest, MOST)));
    }
  }

  private static void warned(CompletableFuture<Integer> done) {
    var _ =
        done.whenComplete(
            (_, thrown) -> {
              if (thrown != null) {
                log.warn("Sessions of skills are not written down: {}", thrown.toString());
              }
            });
  }

  private static SkillSessionTable.Key key(Caller caller, String skill) {
    return new SkillSessionTable.Key(caller.owner(), caller.session(), skill);
  }
}
