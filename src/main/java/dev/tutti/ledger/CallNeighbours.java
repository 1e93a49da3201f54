package dev.tutti.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls beside a call in a list, in the order in which they ended. Immutable. */
public final class CallNeighbours {
  private final @Nullable String newer;
  private final @Nullable String older;

  CallNeighbours(@Nullable String newer, @Nullable String older) {
    this.newer = newer;
    this.older = older;
  }

  /** Id of the one that ended next; empty where none has, or none near it. */
  public Optional<String> newer() {
    return Optional.ofNullable(newer);
  }

  /** Id of the one that ended before; empty where none has, or none near it. */
  public Optional<String> older() {
    return Optional.ofNullable(older);
  }
}
