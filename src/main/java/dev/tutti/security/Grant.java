package dev.tutti.security;

import dev.tutti.call.Allowance;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Grant of a key: its owner, its role, and what its holder may use.
 *
 * @param name tells the key apart, 1 to 100 characters
 * @param owner whom its calls and costs belong to, 1 to 100 characters
 * @param role what its holder may do
 * @param models what its holder may ask for
 * @param allowance how much its holder may use, where it is not what every key may
 * @param scopes words that skills may ask for, such as {@code doctor}
 */
public record Grant(
    String name,
    String owner,
    Role role,
    AllowedModels models,
    Allowance allowance,
    Set<String> scopes) {
  private static final int LONGEST = 100;
  private static final Pattern SCOPE = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");

  /** A grant without terms of its own. */
  public Grant(String name, String owner, Role role, AllowedModels models) {
    this(name, owner, role, models, Allowance.NONE, Set.of());
  }

  /** Checks the texts. */
  public Grant {
    check("name", name);
    check("owner", owner);
    scopes = Set.copyOf(scopes);
    scopes.forEach(Grant::checkScope);
  }

  private static void checkScope(String scope) {
    if (!SCOPE.matcher(scope).matches()) {
      throw new IllegalArgumentException(
          "scopes: \"" + scope + "\" (expected: letters, digits, -, _ and ., at most 64)");
    }
  }

  private static void check(String what, String text) {
    if (text.isBlank()
        || text.length() > LONGEST
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what + ": \"" + text.strip() + "\" (expected: 1 to 100 printable characters)");
    }
  }
}
