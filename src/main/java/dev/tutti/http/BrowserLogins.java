package dev.tutti.http;

import dev.tutti.security.Principal;
import java.util.Optional;

/** Logins of browsers, which show a cookie instead of a key. Thread-safe; must not block. */
public interface BrowserLogins {
  /** No logins. */
  BrowserLogins NONE =
      new BrowserLogins() {
        @Override
        public Optional<Principal> principal(String token) {
          return Optional.empty();
        }

        @Override
        public boolean lasts(String token) {
          return false;
        }
      };

  /**
   * Principal that a cookie stands for.
   *
   * @param token value of the cookie, not empty
   * @return empty when its login has ended, or never was
   */
  Optional<Principal> principal(String token);

  /** Whether there is a login of that token; asking does not make it last longer. */
  boolean lasts(String token);
}
