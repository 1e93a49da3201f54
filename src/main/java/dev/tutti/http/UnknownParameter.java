package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.text.Nearest;
import java.util.List;
import java.util.Set;

/**
 * Refusal of parameters that an address of the administration has and nobody reads: who mistypes
 * {@code filter} would take what comes for what was asked. Those of the model APIs are passed over,
 * as their providers do it.
 */
final class UnknownParameter {
  private static final String ADMINISTRATION = "/admin/";
  private static final int LONGEST = 100;

  private UnknownParameter() {}

  /**
   * Goes on only with parameters that a route reads.
   *
   * @throws Fault {@code invalid_request}, naming those
   */
  static void refuse(HttpRoute route, Set<String> given) {
    if (given.isEmpty() || !route.path().startsWith(ADMINISTRATION)) {
      return;
    }
    var known = route.parameters();
    given.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw fault(route, name, known);
            });
  }

  private static Fault fault(HttpRoute route, String name, List<String> known) {
    var shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
    return Fault.invalid(
        shown,
        "no parameter of %s %s (expected: %s%s)"
            .formatted(
                route.method(),
                route.path(),
                known.isEmpty() ? "none" : String.join(", ", known),
                Nearest.advice(name, known)));
  }
}
