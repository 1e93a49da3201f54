package dev.tutti.security;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times at which a key was made, expires, was revoked and was last used. Immutable; to the
 * millisecond.
 */
public final class KeyTimes {
  private final Instant created;
  private final @Nullable Instant expires;
  private final @Nullable Instant revoked;
  private final @Nullable Instant lastUsed;

  private KeyTimes(
      Instant created,
      @Nullable Instant expires,
      @Nullable Instant revoked,
      @Nullable Instant lastUsed) {
    this.created = created;
    this.expires = expires;
    this.revoked = revoked;
    this.lastUsed = lastUsed;
  }

  static KeyTimes created(Instant at) {
    return new KeyTimes(at, null, null, null);
  }

  KeyTimes expires(@Nullable Instant at) {
    return new KeyTimes(created, at, revoked, lastUsed);
  }

  KeyTimes revoked(@Nullable Instant at) {
    return new KeyTimes(created, expires, at, lastUsed);
  }

  KeyTimes lastUsed(@Nullable Instant at) {
    return new KeyTimes(created, expires, revoked, at);
  }

  /** Time at which it was made. */
  public Instant created() {
    return created;
  }

  /** The first instant at which it no longer works. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  /** Time at which it was revoked. */
  public Optional<Instant> revoked() {
    return Optional.ofNullable(revoked);
  }

  /** Time of its last use, written down about once a minute. */
  public Optional<Instant> lastUsed() {
    return Optional.ofNullable(lastUsed);
  }

  /** Whether the key works at an instant. */
  public boolean validAt(Instant now) {
    return revoked == null && (expires == null || now.isBefore(expires));
  }
}
