package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Faults about parameters that the rooms behind the endpoints refuse. */
final class ParameterFault {
  private static final Pattern NAMED = Pattern.compile("([a-z][a-z_, ]*): (.*)", Pattern.DOTALL);

  private ParameterFault() {}

  /**
   * What is made of the caller's words, which may be refused.
   *
   * @param name the parameter that it is about, where the refusal does not name one
   * @throws Fault {@code invalid_request}
   */
  static <T> T read(String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw of(name, e);
    }
  }

  /** The fault of a refusal such as {@code step: 7m (expected: a part of a day)}. */
  static Fault of(String name, IllegalArgumentException refusal) {
    var message = String.valueOf(refusal.getMessage());
    var named = NAMED.matcher(message);
    return named.matches()
        ? Fault.invalid(named.group(1), named.group(2))
        : Fault.invalid(name, message);
  }
}
