package dev.tutti.resilience.limit;

import dev.tutti.config.Section;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits of users, keys, models and providers, and what becomes of a call that is too much.
 * Immutable.
 *
 * @param user of each end user
 * @param key of each virtual key
 * @param models of each alias that has limits, by its name
 * @param providers of each provider that has limits, by its name
 * @param longestWait how long a call waits in line for its turn, if it waits
 */
public record LimitSettings(
    Limits user,
    Limits key,
    Map<String, List<Bucket>> models,
    Map<String, List<Bucket>> providers,
    OnLimit onLimit,
    Duration longestWait) {
  /** Nothing is limited. */
  public static final LimitSettings NONE =
      new LimitSettings(
          Limits.NONE, Limits.NONE, Map.of(), Map.of(), OnLimit.REJECT, Duration.ofSeconds(10));

  /** Treatment of a call that is too much. */
  public enum OnLimit {
    /** It fails at once. */
    REJECT,
    /** It waits in line for its turn. */
    WAIT
  }

  /** Keeps copies. */
  public LimitSettings {
    models = Map.copyOf(models);
    providers = Map.copyOf(providers);
  }

  /**
   * Reads {@code limits: {user, key, on_limit, wait}}, and {@code limits} of models and providers.
   *
   * @param models the sections of the aliases by their names
   * @param providers the sections of the providers by their names
   */
  public static LimitSettings read(
      Section section, Map<String, Section> models, Map<String, Section> providers) {
    return new LimitSettings(
        Limits.read(section.section("user")),
        Limits.read(section.section("key")),
        buckets(Scope.MODEL, models),
        buckets(Scope.PROVIDER, providers),
        section.oneOf("on_limit", OnLimit.values()).or(NONE.onLimit),
        section.duration("wait").or(NONE.longestWait));
  }

  private static Map<String, List<Bucket>> buckets(Scope scope, Map<String, Section> sections) {
    var buckets = new HashMap<String, List<Bucket>>();
    sections.forEach(
        (name, section) -> {
          var limits = Limits.read(section.section("limits"));
          if (!limits.isNone()) {
            buckets.put(name, limits.buckets(scope, name, scope.word() + ' ' + name));
          }
        });
    return buckets;
  }

  /** Whether no call to a model can be too much for its user, its key or the model. */
  boolean isFree(String model) {
    return user.isNone() && key.isNone() && !models.containsKey(model);
  }

  /** The buckets of a provider, none when it is not limited. */
  List<Bucket> provider(String name) {
    return providers.getOrDefault(name, List.of());
  }
}
