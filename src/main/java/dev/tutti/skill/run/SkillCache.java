package dev.tutti.skill.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.text.Sha256;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cache of the answers of skills with {@code cache.ttl}, given again to the same owner when the
 * same is asked of the same revision. In memory, up to 64 MiB. Thread-safe.
 */
public final class SkillCache {
  private static final long MOST_BYTES = 64L << 20;

  private final Cache<Key, Entry> said;
  private final CacheLook look;

  /** Look into the cache, such as one whose outcome is remembered. Thread-safe. */
  @FunctionalInterface
  public interface CacheLook {
    /**
     * Looks.
     *
     * @param digest of what is asked
     */
    Optional<String> look(String digest, Supplier<Optional<String>> cache);
  }

  public SkillCache(Ticker ticker) {
    this(
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key _, Entry each) -> 200 + 2 * each.text.length())
            .expireAfter(Expiry.creating((Key _, Entry each) -> each.skill.settings().cache()))
            .ticker(ticker)
            .build(),
        (_, cache) -> cache.get());
  }

  private SkillCache(Cache<Key, Entry> said, CacheLook look) {
    this.said = said;
    this.look = look;
  }

  /** The same answers, looked at in another way. */
  SkillCache seen(CacheLook by) {
    return new SkillCache(said, by);
  }

  private record Key(String owner, String revision, String digest) {}

  private record Entry(Skill skill, String text) {}

  /** Everything that changes the answer: owner, revision, messages and options. */
  private static Key key(Execution execution, ArrayNode messages, ObjectNode options) {
    var owner = execution.call().caller().owner();
    return new Key(
        owner,
        execution.skill().revision(),
        Sha256.hex(Json.bytes(Json.array().add(messages).add(options))));
  }

  Optional<String> find(Execution execution, ArrayNode messages, ObjectNode options) {
    if (!isOn(execution)) {
      return Optional.empty();
    }
    var key = key(execution, messages, options);
    return look.look(
        key.digest, () -> Optional.ofNullable(said.getIfPresent(key)).map(Entry::text));
  }

  void keep(Execution execution, ArrayNode messages, ObjectNode options, String text) {
    if (isOn(execution)) {
      said.put(key(execution, messages, options), new Entry(execution.skill(), text));
    }
  }

  /** Tools may do something: what they have done is not in the answer. */
  private static boolean isOn(Execution execution) {
    var settings = execution.skill().settings();
    return settings.cache().isPositive() && settings.tools().isEmpty();
  }
}
