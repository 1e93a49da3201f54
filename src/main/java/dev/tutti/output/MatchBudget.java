package dev.tutti.output;

import dev.tutti.chat.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Bound of the work that the patterns of a schema may make while one answer is judged. A pattern
 * can be written so that it takes longer than anybody lives, and nothing tells such patterns apart
 * from others, so that the looks at characters are counted. The validator passes over what its
 * patterns throw, and logs it, so that what went wrong is noted here. Confined to one thread.
 */
final class MatchBudget {
  /** Place of a schema in its request, as its caller sees it. */
  static final String PLACE = "response_format.json_schema.schema";

  private static final int MOST_LOOKS = 20_000_000;
  private static final ScopedValue<MatchBudget> CURRENT = ScopedValue.newInstance();

  private int looks;
  private @Nullable Fault fault;

  private MatchBudget() {}

  /**
   * Does something within a new bound.
   *
   * @throws Fault when a pattern has failed meanwhile
   */
  static <T> T bounded(ScopedValue.CallableOp<T, RuntimeException> work) {
    var budget = new MatchBudget();
    T done = ScopedValue.where(CURRENT, budget).call(work);
    if (budget.fault != null) {
      throw budget.fault;
    }
    return done;
  }

  /** The current one. */
  static MatchBudget current() {
    return CURRENT.get();
  }

  /** Notes what went wrong; the first time counts. */
  void fail(Fault why) {
    fault = fault == null ? why : fault;
  }

  /** Whether something went wrong, so that the result does not matter. */
  boolean hasFailed() {
    return fault != null;
  }

  /** Watches over how often characters of a text are looked at. */
  CharSequence watched(String text) {
    return new MeteredText(text, this);
  }

  static Fault tooMuch(String what) {
    return Fault.invalid(PLACE, what + " (expected: a schema that is checked with less work)");
  }

  private void look() {
    if (++looks > MOST_LOOKS) {
      throw tooMuch("a pattern takes more than %d looks at characters".formatted(MOST_LOOKS));
    }
  }

  private record MeteredText(CharSequence text, MatchBudget budget) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      budget.look();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new MeteredText(text.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
