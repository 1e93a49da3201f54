package dev.tutti.skill.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.config.Section;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.run.SkillSessionTable.StoredSession;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sessions of conversations with skills, each with the version, the inputs and the messages that it
 * goes on with. A session belongs to an owner's end user. The latest ones are in memory, up to 64
 * MiB, and in the database the latest 1,000,000, about 200,000 of each owner; one that finds too
 * many others waiting to be written is in memory only. Blocking, for virtual threads; thread-safe.
 */
public final class SkillSessions {
  private static final Logger log = LoggerFactory.getLogger(SkillSessions.class);
  private static final long MOST_BYTES = 64L << 20;
  private static final int ENTRY_BYTES = 300;
  private static final Set<String> SAID = Set.of("user", "assistant");
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
   * @param messages how many of the latest messages; 0 for none
   */
  public record Retention(Duration keep, int messages) {
    static final Retention USUAL = new Retention(Duration.ofHours(24), 20);

    public static Retention read(Section section) {
      return new Retention(
          section.duration("keep").or(USUAL.keep),
          section.integer("messages", 0, 200).or(USUAL.messages));
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
    return ENTRY_BYTES
        + 2 * (length(storedSession.messages()) + Json.text(storedSession.inputs()).length());
  }

  private static int length(List<ObjectNode> messages) {
    return messages.stream().mapToInt(each -> each.path("content").asString("").length()).sum();
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
    return talk(caller, skill).map(StoredSession::version);
  }

  /** The kept part of a caller's session with a skill. */
  Optional<StoredSession> talk(Caller caller, String skill) {
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
   * A turn that has ended.
   *
   * @param asked with what was said before it, as far as that goes on, and the inputs
   * @param lastPrompt what the model was told in full last
   * @param user what the user has said; empty for nothing that could be said again
   */
  record Turn(
      SkillRequest asked, StoredSession.LastPrompt lastPrompt, String user, String assistant) {}

  /** Notes that a caller's session has talked with a version. */
  void talked(Caller caller, Skill skill, Turn turn) {
    if (caller.session().isEmpty()) {
      return;
    }
    var messages = new ArrayList<ObjectNode>();
    turn.asked.history().stream()
        .filter(SkillSessions::isPlain)
        .map(SkillSessions::plain)
        .forEach(messages::add);
    if (!turn.user.isEmpty()) {
      messages.add(message("user", turn.user));
      messages.add(message("assistant", turn.assistant));
    }
    var key = key(caller, skill.name());
    boolean fits = Json.text(turn.asked.inputs()).length() <= LONGEST;
    var inputs = fits ? turn.asked.inputs() : Json.object();
    var storedSession =
        new StoredSession(
            skill.version(), turn.lastPrompt, inputs, latest(messages), clock.instant());
    talks.put(key, Optional.of(storedSession));
    write(key, storedSession);
  }

  /** Pictures, documents, instructions and calls of tools are not said again. */
  private static boolean isPlain(ObjectNode message) {
    return message.path("content").isString()
        && !message.has("tool_calls")
        && SAID.contains(message.path("role").asString(""));
  }

  private static ObjectNode plain(ObjectNode message) {
    return message(message.path("role").asString(), message.path("content").asString());
  }

  private static ObjectNode message(String role, String content) {
    return Json.object().put("role", role).put("content", content);
  }

  /** As many as are kept, beginning with the user. */
  private List<ObjectNode> latest(List<ObjectNode> messages) {
    int most = retention.get().messages;
    int from = Math.max(0, messages.size() - most);
    while (from < messages.size()
        && (length(messages.subList(from, messages.size())) > LONGEST
            || !messages.get(from).path("role").asString("").equals("user"))) {
      from++;
    }
    return List.copyOf(messages.subList(from, messages.size()));
  }

  private void write(SkillSessionTable.Key key, StoredSession storedSession) {
    if (store == null) {
      return;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    var done = store.write(handle -> SkillSessionTable.put(handle, key, storedSession));
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
