package dev.tutti.skill.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.config.Section;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionListener;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.run.SkillSessionTable.StoredSession;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What skills know of sessions: the version and the inputs that each goes on with, and the prompt
 * that was told last. A session belongs to an owner's end user. The latest ones are in memory, up
 * to 64 MiB, and in the database the latest 1,000,000, about 200,000 of each owner; one that finds
 * too many others waiting to be written is in memory only. Blocking, for virtual threads;
 * thread-safe.
 */
public final class SkillSessions implements SessionListener {
  private static final Logger log = LoggerFactory.getLogger(SkillSessions.class);
  private static final long MOST_BYTES = 64L << 20;
  private static final int ENTRY_BYTES = 300;
  private static final int LONGEST = 32 << 10;
  private static final int MOST = 1_000_000;
  private static final int MOST_OF_OWNER = 200_000;
  private static final int MOST_WAITING = 256;
  private static final int TIDIED_AFTER = 1_000;

  private final @Nullable Store store;
  private final InstantSource clock;
  private final Supplier<Retention> retention;
  private final Cache<SkillSessionTable.Key, Optional<StoredSession>> talks;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();

  /**
   * Limits of what is kept of a session.
   *
   * @param keep how long after its last word
   * @param messages how many of the latest messages are looked at; 0 for none
   */
  public record Retention(Duration keep, int messages) {
    private static final int MOST_MESSAGES = 100_000;
    static final Retention USUAL = new Retention(Duration.ofHours(24), MOST_MESSAGES);

    public static Retention read(Section section) {
      return new Retention(
          section.duration("keep").or(USUAL.keep),
          section.integer("messages", 0, MOST_MESSAGES).or(USUAL.messages));
    }
  }

  private SkillSessions(@Nullable Store store, InstantSource clock, Supplier<Retention> retention) {
    this.store = store;
    this.clock = clock;
    this.retention = retention;
    this.talks =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher(
                (SkillSessionTable.Key _, Optional<StoredSession> storedSession) ->
                    storedSession.map(SkillSessions::bytes).orElse(ENTRY_BYTES))
            .build();
  }

  private static int bytes(StoredSession storedSession) {
    return ENTRY_BYTES + 2 * Json.text(storedSession.inputs()).length();
  }

  /** Those that outlive a restart. */
  public static SkillSessions in(Store store, InstantSource clock, Supplier<Retention> retention) {
    return new SkillSessions(store, clock, retention);
  }

  /** Those that do not. */
  static SkillSessions inMemory(InstantSource clock) {
    return new SkillSessions(null, clock, () -> Retention.USUAL);
  }

  /** The version that a caller's session has talked with. */
  Optional<Semver> version(Caller caller, String skill) {
    return find(caller, skill).map(StoredSession::version);
  }

  /** The kept part of a caller's session with a skill. */
  Optional<StoredSession> find(Caller caller, String skill) {
    if (caller.session().isEmpty()) {
      return Optional.empty();
    }
    var key = key(caller, skill);
    var oldest = clock.instant().minus(retention.get().keep);
    var known = talks.getIfPresent(key);
    if (known == null) {
      known = stored(key, oldest);
    }
    return known.filter(storedSession -> !storedSession.at().isBefore(oldest));
  }

  private Optional<StoredSession> stored(SkillSessionTable.Key key, Instant oldest) {
    if (store == null) {
      return Optional.empty();
    }
    try {
      var stored = Store.await(store.read(handle -> SkillSessionTable.find(handle, key, oldest)));
      var meanwhile = talks.asMap().putIfAbsent(key, stored);
      return meanwhile == null ? stored : meanwhile;
    } catch (StoreException e) {
      log.warn("It is not known what a session has talked of: {}", e.toString());
      return Optional.empty();
    }
  }

  /**
   * Notes that a caller's session has talked with a version, and with which inputs, unless it was
   * erased meanwhile.
   *
   * @param took the time of the execution
   */
  void remember(
      Caller caller,
      Skill skill,
      StoredSession.LastPrompt lastPrompt,
      ObjectNode inputs,
      Duration took) {
    if (caller.session().isEmpty()) {
      return;
    }
    var key = key(caller, skill.name());
    boolean fits = Json.text(inputs).length() <= LONGEST;
    var stored =
        new StoredSession(
            skill.version(), lastPrompt, fits ? inputs : Json.object(), clock.instant());
    talks.put(key, Optional.of(stored));
    write(key, stored, stored.at().minus(took));
  }

  /** A session that is erased leaves no inputs behind. */
  @Override
  public void erased(Handle handle, ChatSession session, boolean memories) {
    SkillSessionTable.forget(handle, session.owner(), session.id());
    talks.asMap().keySet().removeIf(key -> isOf(session, key));
  }

  private static boolean isOf(ChatSession session, SkillSessionTable.Key key) {
    return key.owner().equals(session.owner())
        && (key.session().equals(session.id())
            || SkillDialogues.nameOf(key.session(), key.user()).equals(session.id()));
  }

  private void write(SkillSessionTable.Key key, StoredSession storedSession, Instant began) {
    if (store == null) {
      return;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    var done =
        store
            .write(handle -> SkillSessionTable.put(handle, key, storedSession, began))
            .whenComplete((rows, _) -> forgotten(key, storedSession, rows));
    warned(done.whenComplete((_, _) -> waiting.decrementAndGet()));
    if (written.incrementAndGet() % TIDIED_AFTER == 0) {
      var oldest = storedSession.at().minus(retention.get().keep);
      warned(
          store.write(
              handle ->
                  SkillSessionTable.forget(handle, oldest, MOST)
                      + SkillSessionTable.forget(handle, key.owner(), MOST_OF_OWNER)));
    }
  }

  /** Where nothing was written, the session was erased. */
  private void forgotten(
      SkillSessionTable.Key key, StoredSession storedSession, @Nullable Integer rows) {
    if (rows != null && rows == 0) {
      talks.asMap().remove(key, Optional.of(storedSession));
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
    return new SkillSessionTable.Key(caller.owner(), caller.user(), caller.session(), skill);
  }
}
