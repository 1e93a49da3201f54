package dev.tutti.resilience.budget;

import java.time.LocalDate;

/**
 * Money that was spent on one account in one period. Mutable, guarded by its {@link Budgets}.
 *
 * <p>Amounts are billionths of a dollar.
 */
final class BudgetAccount {
  private LocalDate start;
  private long spent;
  private long reserved;
  private boolean told;
  private boolean dirty;

  BudgetAccount(LocalDate start, long spent) {
    this.start = start;
    this.spent = spent;
  }

  /** A new period begins with nothing spent; what is under way is settled in it. */
  void turn(LocalDate now) {
    if (!start.equals(now)) {
      start = now;
      spent = 0;
      told = false;
      dirty = true;
    }
  }

  LocalDate start() {
    return start;
  }

  long spent() {
    return spent;
  }

  long reserved() {
    return reserved;
  }

  /** Money that is gone if everything under way costs what was expected. */
  long committed() {
    return spent + reserved;
  }

  /** More than any budget holds, and far from overflow. */
  private static long cut(long amount) {
    return Math.min(amount, Long.MAX_VALUE / 4);
  }

  void reserve(long amount) {
    reserved += amount;
    dirty = true;
  }

  void settle(long taken, long used) {
    reserved -= taken;
    spent = cut(spent + cut(used));
    dirty = true;
  }

  /** Whether operators are to be told now: once in a period, when so much is spent. */
  boolean tell(double from) {
    boolean now = !told && spent >= from;
    told |= now;
    return now;
  }

  /** Whether it differs from what was last written down; from now on it does not. */
  boolean takeDirty() {
    boolean was = dirty;
    dirty = false;
    return was;
  }

  /** Marks it as changed, since it could not be written down. */
  void soil() {
    dirty = true;
  }
}
