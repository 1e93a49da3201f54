package dev.tutti.output;

import dev.tutti.chat.Fault;

/**
 * How much work the patterns of a schema may make while one answer is judged. A pattern can be
 * written so that it takes longer than anybody lives, and nothing tells such patterns apart from
 * others, so that the looks at characters are counted. Confined to one thread.
 */
final class Effort {
  /** Where a fault of a schema is, as its caller sees it. */
  static final String PLACE = "response_format.json_schema.schema";

  private static final int MOST_LOOKS = 20_000_000;
  private static final ScopedValue<Effort> CURRENT = ScopedValue.newInstance();

  private int looks;

  private Effort() {}

  /** Does something within a new bound. */
  static <T> T bounded(ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(CURRENT, new Effort()).call(work);
  }

  /** Watches over how often characters of a text are looked at. */
  static CharSequence watched(String text) {
    return new Watched(text, CURRENT.get());
  }

  static Fault tooMuch(String what) {
    return Fault.invalid(PLACE, what + " (expected: a schema that is checked with less work)");
  }

  private void look() {
    if (++looks > MOST_LOOKS) {
      throw tooMuch("a pattern takes more than %d looks at characters".formatted(MOST_LOOKS));
    }
  }

  private record Watched(CharSequence text, Effort effort) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      effort.look();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.subSequence(start, end), effort);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
