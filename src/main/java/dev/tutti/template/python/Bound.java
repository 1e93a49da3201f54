package dev.tutti.template.python;

import java.util.List;

/**
 * Arguments in the order of the parameters that they were given for.
 *
 * @param callee what is called, for messages
 * @param values the arguments; the last ones may be missing
 * @param args the arguments as they were written
 */
public record Bound(String callee, List<Object> values, Args args) {
  static final Object LEFT_OUT = new Object();

  /** Whether the argument was given. */
  public boolean has(int index) {
    return index < values.size() && !LEFT_OUT.equals(values.get(index));
  }

  /** Whether the argument was given, and is not None. */
  public boolean hasSome(int index) {
    return has(index) && values.get(index) != None.NONE;
  }

  /** The argument, or what stands for one that was not given. */
  public Object value(int index, Object otherwise) {
    return has(index) ? values.get(index) : otherwise;
  }

  /** The argument, which must be there or may stand for nothing. */
  public Object value(int index) {
    return Undefined.presentOrBlank(values.get(index));
  }

  /** The argument as a text. */
  public String text(int index, String otherwise) {
    return has(index) ? text(index) : otherwise;
  }

  /** The argument as a text. */
  public String text(int index) {
    return switch (value(index)) {
      case String text -> text;
      case Markup marked -> marked.text();
      case Object other -> throw unfit(other, "a string");
    };
  }

  /** The argument as an integer. */
  public long integer(int index, long otherwise) {
    return has(index) ? integer(index) : otherwise;
  }

  /** The argument as an integer. */
  public long integer(int index) {
    return switch (value(index)) {
      case Long number -> number;
      case Boolean truth -> truth ? 1 : 0;
      case Object other -> throw unfit(other, "an integer");
    };
  }

  /** Whether the argument is true. */
  public boolean truth(int index, boolean otherwise) {
    return has(index) ? Truth.of(values.get(index)) : otherwise;
  }

  private PythonError unfit(Object value, String expected) {
    return PythonError.type(callee + ": " + Types.name(value) + " (expected: " + expected + ")");
  }
}
