package dev.tutti.security;

import dev.tutti.config.Argument;
import java.util.Locale;

/** Role of a key's holder. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** Runs the server: health, breakers, limits, usage; calls models too. */
  OPERATOR,
  /** Calls models. */
  USER,
  /** Reads reports and logs; calls nothing. */
  AUDITOR;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name that users see, such as {@code admin}. */
  public String word() {
    return word;
  }

  /** Whether this role may do what the other one is needed for. */
  public boolean covers(Role needed) {
    return switch (this) {
      case ADMIN -> true;
      case OPERATOR -> needed == OPERATOR || needed == USER;
      case USER, AUDITOR -> needed == this;
    };
  }

  /**
   * The role of that name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static Role of(String word) {
    return Argument.named("role", word, values(), Role::word);
  }
}
