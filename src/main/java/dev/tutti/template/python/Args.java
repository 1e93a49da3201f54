package dev.tutti.template.python;

import java.util.List;
import java.util.Map;

/**
 * The arguments of a call.
 *
 * @param positional those without a name, in order
 * @param named those with a name
 */
public record Args(List<Object> positional, Map<String, Object> named) {
  /** No arguments. */
  public static final Args NONE = new Args(List.of(), Map.of());

  /** Whether there are none. */
  public boolean isEmpty() {
    return positional.isEmpty() && named.isEmpty();
  }

  /** The positional arguments after the first {@code count}, and all named ones. */
  public Args skip(int count) {
    return new Args(positional.subList(count, positional.size()), named);
  }
}
