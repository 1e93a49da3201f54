package clients;

import java.util.Objects;
import java.util.concurrent.Callable;

/** Checks of a flow; each error says what was found and what was expected. */
final class Expect {
  private Expect() {}

  static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  static void same(String what, Object found, Object expected) {
    that(Objects.equals(found, expected), "%s: %s (expected: %s)".formatted(what, found, expected));
  }

  /** The text contains the part, in upper or lower case. */
  static void contains(String what, String found, String part) {
    that(
        found != null && found.toLowerCase().contains(part.toLowerCase()),
        "%s: %s (expected it to contain: %s)".formatted(what, found, part));
  }

  /** Calls, and gives back the error, which must be of exactly this kind. */
  static <E extends Exception> E raises(Class<E> kind, Callable<?> call) {
    try {
      var answer = call.call();
      throw new AssertionError("no error but %s (expected: %s)".formatted(answer, kind.getName()));
    } catch (Exception error) {
      that(error.getClass() == kind, "%s (expected: %s)".formatted(error, kind.getName()));
      return kind.cast(error);
    }
  }
}
