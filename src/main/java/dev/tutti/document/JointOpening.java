package dev.tutti.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opening of the documents of one request, which count together until they are closed. Whoever has
 * room for some of them never waits for the rest, as two such requests would wait for each other,
 * and one for itself: it gives back what it has, waits for the whole budget, and opens all of them
 * again. More than the budget are refused.
 *
 * @param sources in the order of the documents; each may be asked twice
 * @param longest time that is waited for room
 */
record JointOpening(
    CharacterBudget budget, List<Supplier<ReadDocument>> sources, Duration longest) {
  private static final int UNPROCESSABLE = 422;

  List<OpenDocument> open() {
    return beside().orElseGet(this::alone);
  }

  /** Documents beside those of others; none where these leave no room for a later one. */
  private Optional<List<OpenDocument>> beside() {
    List<OpenDocument> open = new ArrayList<>();
    boolean complete = false;
    try {
      long together = 0;
      for (var each : sources) {
        var read = each.get();
        together = together(together, read);
        var lease =
            open.isEmpty()
                ? Optional.of(budget.take(read.characters(), longest))
                : budget.takeNow(read.characters());
        if (lease.isEmpty()) {
          return Optional.empty();
        }
        open.add(read.counted(lease.get()));
      }
      complete = true;
      return Optional.of(open);
    } finally {
      if (!complete) {
        open.forEach(OpenDocument::close);
      }
    }
  }

  private List<OpenDocument> alone() {
    List<OpenDocument> open = new ArrayList<>();
    boolean complete = false;
    try (var whole = budget.takeAll(longest)) {
      long together = 0;
      for (var each : sources) {
        var read = each.get();
        together = together(together, read);
        open.add(read.counted(whole.part(read.characters())));
      }
      complete = true;
      return open;
    } finally {
      if (!complete) {
        open.forEach(OpenDocument::close);
      }
    }
  }

  /** Characters with one more document, which may be as long as it likes when it is the first. */
  private long together(long before, ReadDocument read) {
    long all = before + CharacterBudget.counted(read.characters());
    if (before > 0 && all > budget.most()) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "too_large: %d characters up to %s (expected: at most %d in all of a request)"
                  .formatted(all, read.name(), budget.most()))
          .at("files")
          .status(UNPROCESSABLE);
    }
    return all;
  }
}
