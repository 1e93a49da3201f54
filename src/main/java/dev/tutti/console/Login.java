package dev.tutti.console;

import java.time.Duration;
import java.time.Instant;

/**
 * Login of a browser.
 *
 * @param key id of the key that was shown
 * @param made when it was shown
 * @param seen when something was last asked with the login
 */
record Login(String key, Instant made, Instant seen) {

  /** The same, seen at an instant. */
  Login seenAt(Instant now) {
    return new Login(key, made, now);
  }

  /** Whether it has not ended by an instant. */
  boolean lastsAt(Instant now, Duration idle, Duration longest) {
    return now.isBefore(seen.plus(idle)) && now.isBefore(made.plus(longest));
  }
}
