package dev.tutti.chat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Ids for the calls of one answer, each of which names one call: an upstream's own where it does,
 * otherwise one that is made in the form that the reader of the answer takes. Some upstreams give
 * none, or the same to several calls. Not thread-safe.
 *
 * <p>{@link UniqueCallIds} does the same for the calls of a conversation that is sent.
 */
public final class AnswerCallIds {
  private final Predicate<String> taken;
  private final Set<String> used = new HashSet<>(2);

  /** Ids for an answer that stands alone. */
  public AnswerCallIds() {
    this(_ -> false);
  }

  /**
   * @param taken whether an id names something else already, such as an earlier call
   */
  public AnswerCallIds(Predicate<String> taken) {
    this.taken = taken;
  }

  /** Whether an id may name the next call. */
  public boolean isFree(String id) {
    return !id.isEmpty() && !taken.test(id) && !used.contains(id);
  }

  /** The upstream's id for the next call, or another where that is not free. */
  public String next(String id, Supplier<String> made) {
    return isFree(id) && used.add(id) ? id : made.get();
  }
}
