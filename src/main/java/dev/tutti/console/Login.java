package dev.tutti.console;

import java.time.Duration;
import java.time.Instant;

/**
 * Login of a browser.
 *
 * @param key id of the key that was shown
 * @param made when it was shown first
 * @param seen when something was last asked with the login
 * @param shown when the key was last shown, to begin the login or to confirm it
 */
record Login(String key, Instant made, Instant seen, Instant shown) {

  /** A login that begins. */
  static Login begin(String key, Instant now) {
    return new Login(key, now, now, now);
  }

  /** The same, seen at an instant. */
  Login seenAt(Instant now) {
    return new Login(key, made, now, shown);
  }

  /** The same, for which the key was shown again. */
  Login shownAt(Instant now) {
    return new Login(key, made, now, now);
  }

  /** Whether it has not ended by an instant. */
  boolean lastsAt(Instant now, Duration idle, Duration longest) {
    return now.isBefore(seen.plus(idle)) && now.isBefore(made.plus(longest));
  }
}
