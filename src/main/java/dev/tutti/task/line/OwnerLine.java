package dev.tutti.task.line;

import java.util.Comparator;
import java.util.function.Predicate;

/** Tasks of one owner whose time has come, and how many of the owner's run. Not thread-safe. */
final class OwnerLine {
  /** Order of owners: who has the fewest running, then who was served the least. */
  static final Comparator<OwnerLine> TURN =
      Comparator.comparingInt((OwnerLine each) -> each.running)
          .thenComparingLong(each -> each.served)
          .thenComparing(each -> each.owner);

  final String owner;
  final PrunedQueue<LineEntry> ready;
  private int running;
  private long served;

  OwnerLine(String owner, Predicate<LineEntry> isCurrent) {
    this.owner = owner;
    this.ready = new PrunedQueue<>(LineEntry.TURN, isCurrent);
  }

  void started() {
    running++;
    served++;
  }

  void ended() {
    running--;
  }

  /** Counts as served as those who have waited meanwhile, so that an absence earns nothing. */
  void catchUp(long least) {
    served = Math.max(served, least);
  }

  long served() {
    return served;
  }

  boolean isIdle() {
    return running == 0 && ready.isEmpty();
  }
}
