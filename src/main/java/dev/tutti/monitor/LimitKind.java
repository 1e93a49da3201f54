package dev.tutti.monitor;

import java.util.Locale;

/** Kind of a limit. */
public enum LimitKind {
  /** Calls at once at a provider, or at one of its models, as configured. */
  IN_FLIGHT,
  /** Calls at once at a deployment, as its latency allows them. */
  ADAPTIVE,
  /** Calls at once of a provider or a model, as configured. */
  CONCURRENCY,
  /** Requests in a minute, as configured. */
  REQUESTS,
  /** Tokens in a minute, as configured. */
  TOKENS,
  /** Requests, as the upstream has told its limit. */
  UPSTREAM_REQUESTS,
  /** Tokens, as the upstream has told its limit. */
  UPSTREAM_TOKENS;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name that users see. */
  public String word() {
    return word;
  }

  /** The kind of that name. */
  static LimitKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
