package dev.tutti.template.python;

import java.util.List;
import java.util.Map;

/** Types of values, as messages name them. */
public final class Types {
  private Types() {}

  /** The kind of a value, with its article. */
  public static String name(Object value) {
    return switch (value) {
      case String _, Markup _ -> "a string";
      case Long _ -> "an integer";
      case Double _ -> "a float";
      case Boolean _ -> "a boolean";
      case None _ -> "None";
      case Tuple _ -> "a tuple";
      case Range _ -> "a range";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a dict";
      case OneTimeIterable _ -> "a generator";
      case View view -> "a view (" + view.name() + ")";
      case Undefined missing -> throw missing.error();
      case Invocable called -> called.title();
      case Object _ -> "an object";
    };
  }

  /** Whether the value is a text. */
  public static boolean isText(Object value) {
    return value instanceof String || value instanceof Markup;
  }

  /** The value, if it is a text; throws a {@link PythonError} otherwise. */
  public static String text(Object value, String user) {
    return switch (value) {
      case String text -> text;
      case Markup marked -> marked.text();
      case Object other ->
          throw PythonError.type(user + ": " + name(other) + " (expected: a string)");
    };
  }
}
