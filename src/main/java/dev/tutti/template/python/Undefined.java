package dev.tutti.template.python;

import java.util.function.Supplier;

/**
 * Something that is not there. It can be asked whether it is defined and be given a default;
 * whatever else is done with it is a {@link Fault}.
 */
public final class Undefined {
  private final Supplier<String> message;
  private final boolean blank;

  private Undefined(Supplier<String> message, boolean blank) {
    this.message = message;
    this.blank = blank;
  }

  /** Says why it is missing, once somebody uses it. */
  public static Undefined because(Supplier<String> message) {
    return new Undefined(message, false);
  }

  /** Prints as nothing, is false and empty; computing with it is a {@link Fault} all the same. */
  public static Undefined blank(String message) {
    return new Undefined(() -> message, true);
  }

  /** The refusal to use it. */
  public Fault fault() {
    return Fault.undefined(message.get());
  }

  /** A {@link Fault}, unless it may stand for nothing. */
  void requireBlank() {
    if (!blank) {
      throw fault();
    }
  }

  /** The value, if it is there. */
  public static Object present(Object value) {
    if (value instanceof Undefined missing) {
      throw missing.fault();
    }
    return value;
  }

  /** The value, if it is there or may stand for nothing. */
  public static Object presentOrBlank(Object value) {
    if (value instanceof Undefined missing) {
      missing.requireBlank();
    }
    return value;
  }
}
