package dev.tutti;

import dev.tutti.config.ConfigSource;
import java.util.Map;

/** The providers that need no configuration, because the environment says enough. */
final class EnvironmentProviders {
  private EnvironmentProviders() {}

  /** A configuration of nothing but them. */
  static ConfigSource source(Map<String, String> environment) {
    return ConfigSource.nothing();
  }
}
