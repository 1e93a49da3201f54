package dev.tutti.monitor;

/**
 * Looks at one limit. Immutable.
 *
 * @param last what the last one has found
 * @param used the most that was used
 * @param waiting the most calls that waited
 * @param full how many looks have found it full
 */
record LimitTally(LimitUse last, long used, long waiting, int looks, int full) {

  static LimitTally of(LimitUse use) {
    return new LimitTally(use, use.used(), use.waiting(), 1, use.isFull() ? 1 : 0);
  }

  LimitTally plus(LimitTally later) {
    return new LimitTally(
        later.last,
        Math.max(used, later.used),
        Math.max(waiting, later.waiting),
        looks + later.looks,
        full + later.full);
  }

  /** Whether any of it was used. */
  boolean isUsed() {
    return used > 0 || waiting > 0;
  }

  double share() {
    return (double) used / last.most();
  }
}
