package dev.tutti.ledger;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Duration of an attempt, waits included. Immutable. */
public final class Timing {
  private final Duration total;
  private final @Nullable Duration firstToken;

  private Timing(Duration total, @Nullable Duration firstToken) {
    this.total = total;
    this.firstToken = firstToken;
  }

  /** An attempt that brought no content. */
  public static Timing of(Duration total) {
    return new Timing(total, null);
  }

  /** An attempt whose first content came after a time. */
  public static Timing of(Duration total, Duration firstToken) {
    return new Timing(total, firstToken);
  }

  /** From its beginning to its end. */
  public Duration total() {
    return total;
  }

  /** From its beginning to the first content, if any came. */
  public Optional<Duration> firstToken() {
    return Optional.ofNullable(firstToken);
  }
}
