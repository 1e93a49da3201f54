package dev.tutti.template.tree;

import java.util.List;
import java.util.Set;

/**
 * Signature of a macro.
 *
 * @param name its name, interned
 * @param parameters their names, interned
 * @param defaults the values of the last parameters when they are left out
 * @param extras which of {@code varargs}, {@code kwargs} and {@code caller} its body uses
 */
public record Signature(
    String name, List<String> parameters, List<Expr> defaults, Set<String> extras) {
  public static final Set<String> EXTRAS = Set.of("varargs", "kwargs", "caller");

  boolean takes(String extra) {
    return extras.contains(extra);
  }
}
