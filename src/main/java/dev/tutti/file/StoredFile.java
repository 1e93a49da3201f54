package dev.tutti.file;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * File that is kept, without what is in it.
 *
 * @param id such as {@code file-3f...}
 * @param owner whose it is
 * @param name as the caller names it, without folders
 * @param bytes of its content
 * @param expires when it is removed; null for never
 */
public record StoredFile(
    String id,
    String owner,
    FilePurpose purpose,
    String name,
    long bytes,
    Instant created,
    @Nullable Instant expires) {

  /** End of the time for which it is kept; empty where it is kept until it is deleted. */
  public Optional<Instant> expiry() {
    return Optional.ofNullable(expires);
  }
}
