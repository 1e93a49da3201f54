package dev.tutti.config.reload;

import dev.tutti.config.ConfigException;

/** Result of an attempt to read a configuration again. */
public sealed interface Reload<T> {

  /** It was good and is in force. */
  record Applied<T>(T before, T now) implements Reload<T> {}

  /** It was not; what was in force stays. */
  record Refused<T>(ConfigException why) implements Reload<T> {}
}
