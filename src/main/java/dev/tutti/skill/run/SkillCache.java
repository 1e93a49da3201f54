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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cache of the answers of skills with {@code cache.ttl}, given again to the same owner when the
 * same is asked of the same revision. In memory, up to 64 MiB. Thread-safe.
 */
public final class SkillCache {
  private static final long MOST_BYTES = 64L << 20;

  private final Cache<Key, Entry> said;

  public SkillCache(Ticker ticker) {
    this.said =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key _, Entry each) -> 200 + 2 * each.text.length())
            .expireAfter(Expiry.creating((Key _, Entry each) -> each.skill.settings().cache()))
            .ticker(ticker)
            .build();
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
    return isOn(execution)
        ? Optional.ofNullable(said.getIfPresent(key(execution, messages, options))).map(Entry::text)
        : Optional.empty();
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
