package dev.tutti.template.python;

import java.util.Collection;
import java.util.Map;

/** Truth of values: all are true but empty ones, zero and None. */
public final class Truth {
  private Truth() {}

  /** Whether the value counts as true. */
  public static boolean of(Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case String text -> !text.isEmpty();
      case Markup marked -> !marked.text().isEmpty();
      case Long number -> number != 0;
      case Double number -> number != 0;
      case None _ -> false;
      case Collection<?> all -> !all.isEmpty();
      case Map<?, ?> all -> !all.isEmpty();
      case Undefined missing -> {
        missing.requireBlank();
        yield false;
      }
      case Object _ -> true;
    };
  }
}
