package dev.tutti.alert.rule;

import java.time.Duration;
import java.util.List;

/**
 * Rule of alerts. Immutable.
 *
 * @param name lower-case letters, digits, {@code _} and {@code -}
 * @param measure name of what is measured, such as {@code success_rate}
 * @param filter which calls count, in the language of filters; empty for all
 * @param by labels that make the groups; none for one group of everything
 * @param minSamples a measurement of fewer calls is none
 */
public record AlertRule(
    String name,
    String measure,
    String filter,
    List<String> by,
    Span span,
    Limit limit,
    Patience patience,
    int minSamples,
    Severity severity,
    NoData noData,
    boolean enabled) {

  /** Keeps a copy. */
  public AlertRule {
    by = List.copyOf(by);
  }

  /**
   * Times that a state has to last before it counts.
   *
   * @param before a value is beyond the limit for so long before the alert fires
   * @param after it is inside for so long before the alert ends
   */
  public record Patience(Duration before, Duration after) {}

  /** Weight of an alert. */
  public enum Severity {
    /** Somebody should look at it in working hours. */
    WARN,
    /** Somebody should look at it now. */
    CRITICAL
  }

  /** Meaning of nothing to measure. */
  public enum NoData {
    /** Nothing new: what was, stays; after a day it is over. */
    KEEP,
    /** All is well. */
    OK,
    /** It is an alert itself. */
    ALERT
  }

  /** Label of the notification that an alert of a group is part of: its provider, if any. */
  public String provider(GroupLabels labels) {
    var provider = labels.get("provider");
    var deployment = labels.get("deployment");
    return provider.isEmpty() && deployment.contains("/")
        ? deployment.substring(0, deployment.indexOf('/'))
        : provider;
  }
}
