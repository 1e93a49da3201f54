package dev.tutti.change;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.function.LongPredicate;

/**
 * Author of a change, and the revision that it is meant for.
 *
 * @param name see {@link dev.tutti.security.Principal#label}
 * @param expects which revisions the change may be made to
 */
public record Author(String name, LongPredicate expects) {
  private static final int PRECONDITION_FAILED = 412;

  /** Somebody who does not care what others have changed meanwhile. */
  public static Author of(String name) {
    return new Author(name, _ -> true);
  }

  /** The same, who has seen a revision and wants to change that one. */
  public Author at(long revision) {
    return new Author(name, now -> now == revision);
  }

  /**
   * Goes on only when the revision is as expected.
   *
   * @throws Fault {@code invalid_request} with status 412
   */
  void require(long revision) {
    if (!expects.test(revision)) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "if-match: the configuration is at revision %d (expected: read it again, then change it)"
                  .formatted(revision))
          .status(PRECONDITION_FAILED);
    }
  }
}
