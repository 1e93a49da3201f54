package dev.tutti.security;

import dev.tutti.call.Allowance;

/**
 * What a key is for.
 *
 * @param name tells the key apart, 1 to 100 characters
 * @param owner whom its calls and costs belong to, 1 to 100 characters
 * @param role what its holder may do
 * @param models what its holder may ask for
 * @param allowance how much its holder may use, where it is not what every key may
 */
public record Grant(
    String name, String owner, Role role, AllowedModels models, Allowance allowance) {
  private static final int LONGEST = 100;

  /** A grant without terms of its own. */
  public Grant(String name, String owner, Role role, AllowedModels models) {
    this(name, owner, role, models, Allowance.NONE);
  }

  /** Checks the texts. */
  public Grant {
    check("name", name);
    check("owner", owner);
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
