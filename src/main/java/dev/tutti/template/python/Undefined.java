package dev.tutti.template.python;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not there. It can be asked whether it is defined and be given a default;
 * whatever else is done with it is a {@link PythonError}. A blank one, Jinja2's default {@code
 * Undefined}, may stand for nothing besides: it prints as nothing, is false, empty and equal to
 * other blank ones only; looking into it, calling it and computing with it are faults all the same.
 */
public final class Undefined {
  private final Supplier<String> message;
  private final boolean blank;
  private final boolean absent;

  private Undefined(Supplier<String> message, boolean blank, boolean absent) {
    this.message = message;
    this.blank = blank;
    this.absent = absent;
  }

  /** Says why it is missing, once somebody uses it. */
  public static Undefined because(Supplier<String> message) {
    return new Undefined(message, false, false);
  }

  /** May stand for nothing; says why it is missing when it is used for more. */
  public static Undefined blank(Supplier<String> message) {
    return new Undefined(message, true, false);
  }

  /** A value that may be left out and was: blank, and told apart in faults. */
  public static Undefined absent(Supplier<String> message) {
    return new Undefined(message, true, true);
  }

  /** The refusal to use it. */
  public PythonError error() {
    return absent ? PythonError.absent(message.get()) : PythonError.undefined(message.get());
  }

  /** Whether it may stand for nothing. */
  public boolean isBlank() {
    return blank;
  }

  /** Throws a {@link PythonError}, unless it may stand for nothing. */
  void requireBlank() {
    if (!blank) {
      throw error();
    }
  }

  /** The value, if it is there. */
  public static Object present(Object value) {
    if (value instanceof Undefined missing) {
      throw missing.error();
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

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (blank && other instanceof Undefined that && that.blank);
  }

  @Override
  public int hashCode() {
    return blank ? 0 : System.identityHashCode(this);
  }
}
