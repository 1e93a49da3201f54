package dev.tutti.http;

import dev.tutti.security.Principal;
import java.util.Optional;

/** Logins of browsers, which show a cookie instead of a key. Thread-safe; must not block. */
@FunctionalInterface
public interface BrowserLogins {
  /** No logins. */
  BrowserLogins NONE = _ -> Optional.empty();

  /**
   * Principal that a cookie stands for.
   *
   * @param token value of the cookie, not empty
   * @return empty when its login has ended, or never was
   */
  Optional<Principal> principal(String token);
}
