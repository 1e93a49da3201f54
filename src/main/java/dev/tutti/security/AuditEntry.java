package dev.tutti.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the audit. Immutable. */
public final class AuditEntry {
  private final long id;
  private final AuditEvent event;
  private final @Nullable String before;
  private final @Nullable String after;

  AuditEntry(long id, AuditEvent event, @Nullable String before, @Nullable String after) {
    this.id = id;
    this.event = event;
    this.before = before;
    this.after = after;
  }

  /** Its number; later rows have greater ones. */
  public long id() {
    return id;
  }

  /** The event. */
  public AuditEvent event() {
    return event;
  }

  /** The salted hash of the target as it was; empty when it was not there. */
  public Optional<String> before() {
    return Optional.ofNullable(before);
  }

  /** The salted hash of the target as it became; empty when it is gone. */
  public Optional<String> after() {
    return Optional.ofNullable(after);
  }
}
