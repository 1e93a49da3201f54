package dev.tutti.routing.health;

import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Settings of the probes of deployments.
 *
 * @param enabled whether they are; a probe may cost money
 * @param probe what is asked
 * @param interval from the end of a probe to the next one, a tenth more or less
 * @param timeout how long one may take
 * @param failures how many in a row make a deployment unhealthy, 1 to 100
 * @param recoveries how many successes in a row make it healthy again, 1 to 100
 */
public record HealthSettings(
    boolean enabled,
    ProbeKind probe,
    Duration interval,
    Duration timeout,
    int failures,
    int recoveries) {
  /** Off; a chat each 60 s, of 5 s at most; 3 failures, 2 recoveries. */
  public static final HealthSettings DEFAULT =
      new HealthSettings(
          false, ProbeKind.CHAT, Duration.ofSeconds(60), Duration.ofSeconds(5), 3, 2);

  /** Kinds of probes. */
  public enum ProbeKind {
    /** A chat of one token, which the deployment itself must answer. */
    CHAT,
    /** The provider's list of models, which costs nothing and says nothing of a single model. */
    MODELS,
    /** Nothing. */
    OFF
  }

  /**
   * Reads {@code health: {enabled, probe, interval, timeout, failures, recoveries}} of an alias,
   * which is probed if it has such a section and nothing in it says otherwise.
   */
  public static HealthSettings ofAlias(Section alias, HealthSettings otherwise) {
    boolean enabled = alias.has("health") || otherwise.enabled;
    return read(alias.section("health"), otherwise, enabled);
  }

  /** Reads {@code health} for all aliases, off unless it is enabled. */
  public static HealthSettings read(Section section) {
    return read(section, DEFAULT, DEFAULT.enabled);
  }

  private static HealthSettings read(Section section, HealthSettings otherwise, boolean enabled) {
    return new HealthSettings(
        section.bool("enabled").or(enabled),
        section.oneOf("probe", ProbeKind.values()).or(otherwise.probe),
        section.duration("interval").or(otherwise.interval),
        section.duration("timeout").or(otherwise.timeout),
        section.integer("failures", 1, 100).or(otherwise.failures),
        section.integer("recoveries", 1, 100).or(otherwise.recoveries));
  }

  /** Whether anything is asked. */
  boolean probes() {
    return enabled && probe != ProbeKind.OFF;
  }
}
