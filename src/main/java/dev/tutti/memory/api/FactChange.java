package dev.tutti.memory.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Changes to a fact; what is not changed stays. Immutable. */
public final class FactChange {
  private final @Nullable String text;
  private final @Nullable ObjectNode metadata;
  private final @Nullable Instant expires;

  /**
   * @param expires {@link Fact.Times#NEVER} for never, null to leave it as it is
   */
  public FactChange(
      @Nullable String text, @Nullable ObjectNode metadata, @Nullable Instant expires) {
    this.text = text;
    this.metadata = metadata;
    this.expires = expires;
  }

  /** The other text. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** The other metadata. */
  public Optional<ObjectNode> metadata() {
    return Optional.ofNullable(metadata);
  }

  /** The other expiry. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }
}
