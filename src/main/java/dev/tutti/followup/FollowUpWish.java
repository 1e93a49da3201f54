package dev.tutti.followup;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wish of a caller about a message: whether it goes on with what was said before.
 *
 * @param word as it is written: {@code auto}, {@code yes} or {@code no}
 * @param known see {@link #decision}: what is decided, if anything
 */
public record FollowUpWish(String word, @Nullable FollowUpDecision known) {
  /** The server decides. */
  public static final FollowUpWish AUTO = new FollowUpWish("auto", null);

  /** It does. */
  public static final FollowUpWish YES = new FollowUpWish("yes", FollowUpDecision.wished(true));

  /** It does not: it begins anew. */
  public static final FollowUpWish NO = new FollowUpWish("no", FollowUpDecision.wished(false));

  /** The one that is written, also as a boolean. */
  public static Optional<FollowUpWish> of(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "auto" -> Optional.of(AUTO);
      case "yes", "true" -> Optional.of(YES);
      case "no", "false" -> Optional.of(NO);
      default -> Optional.empty();
    };
  }

  /** The server's decision, which it has taken already. */
  public static FollowUpWish decided(FollowUpDecision decision) {
    return new FollowUpWish(AUTO.word, decision);
  }

  /** The decision that it is; empty where the server has still to decide. */
  public Optional<FollowUpDecision> decision() {
    return Optional.ofNullable(known);
  }
}
