package dev.tutti.template.python;

import java.io.Serial;

/** Failure of an operation on a value; its place is added by whoever knows it. */
public final class PythonError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Reasons why operations fail. */
  public enum Kind {
    /** The operation does not fit the value. */
    TYPE,
    /** A value that was given to the template is of a kind that is refused. */
    VALUE,
    /** A name, attribute or item that is not there was used. */
    UNDEFINED,
    /** A value that may be left out was left out, and something was done with it. */
    ABSENT,
    /** The work would cost more than the budget allows. */
    BUDGET
  }

  private final Kind kind;

  private PythonError(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** An operation that does not fit its values. */
  public static PythonError type(String message) {
    return new PythonError(Kind.TYPE, message);
  }

  /** A value from outside that cannot be let in. */
  static PythonError value(String message) {
    return new PythonError(Kind.VALUE, message);
  }

  /** A value that was left out. */
  static PythonError absent(String message) {
    return new PythonError(Kind.ABSENT, message);
  }

  /** Something that is not there. */
  public static PythonError undefined(String message) {
    return new PythonError(Kind.UNDEFINED, message);
  }

  /** More work than was allowed. */
  public static PythonError budget(String message) {
    return new PythonError(Kind.BUDGET, message);
  }

  /** The kind of the failure. */
  public Kind kind() {
    return kind;
  }

  /** The problem in words; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
