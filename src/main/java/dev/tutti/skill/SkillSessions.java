package dev.tutti.skill;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.call.Caller;
import java.time.Duration;
import java.util.Optional;
import org.semver4j.Semver;

/**
 * Which sessions have talked with which version of a skill: they stay with it. In memory, for a day
 * after the last word. Thread-safe.
 */
final class SkillSessions {
  private static final Duration KEEP = Duration.ofHours(24);
  private static final int MOST = 200_000;

  private final Cache<Key, Semver> versions;

  SkillSessions(Ticker ticker) {
    this.versions =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEEP).ticker(ticker).build();
  }

  private record Key(String owner, String session, String skill) {}

  /** The version that a caller's session has talked with. */
  Optional<Semver> version(Caller caller, String skill) {
    return caller.session().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(versions.getIfPresent(key(caller, skill)));
  }

  /** Notes that a caller's session has talked with a version. */
  void talked(Caller caller, Skill skill) {
    if (!caller.session().isEmpty()) {
      versions.put(key(caller, skill.name()), skill.version());
    }
  }

  private static Key key(Caller caller, String skill) {
    return new Key(caller.owner(), caller.session(), skill);
  }
}
