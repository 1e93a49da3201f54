package dev.tutti.security;

import java.time.Instant;

/**
 * Something that an administrator did.
 *
 * @param who did it, see {@link Principal#label}
 * @param action what, such as {@code key.create}
 * @param target to what, such as {@code key key_3f0c9a1b7d2e}
 */
public record AuditEvent(Instant at, String who, String action, String target) {
  /** Author of work on the data folder itself, on the server's machine. */
  public static final String ON_THE_MACHINE = "command line";
}
