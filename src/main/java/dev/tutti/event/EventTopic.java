package dev.tutti.event;

import java.util.Locale;

/** Topic of events. */
public enum EventTopic {
  /** A call has ended. */
  CALL_ENDED,
  /** A breaker has opened, closed, or lets an attempt pass. */
  BREAKER_CHANGED,
  /** A deployment has become unhealthy, or healthy again. */
  HEALTH_CHANGED,
  /** An alert was raised. */
  ALERT_CHANGED,
  /** A configuration has come into force. */
  CONFIG_CHANGED,
  /** Tasks have changed. */
  TASK_CHANGED,
  /** A skill is given otherwise: other versions, labels or splits. */
  RELEASE_CHANGED,
  /** Counters of this moment, every two seconds. */
  LIVE_TICK;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '.');

  /** The name that clients see, such as {@code call.ended}. */
  public String word() {
    return word;
  }
}
