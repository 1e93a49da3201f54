package dev.tutti.provider;

import dev.tutti.config.ConfigSource;
import dev.tutti.provider.spi.Preset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The providers that need no configuration, because the environment says enough. */
public final class EnvironmentProviders {
  private static final int OLLAMA_PORT = 11_434;
  private static final int PATIENCE_MS = 200;

  private EnvironmentProviders() {}

  /** A configuration of nothing but a provider for each key. */
  public static ConfigSource source(Map<String, String> environment) {
    var source = ConfigSource.nothing();
    for (var preset : Presets.load().all()) {
      source = with(source, preset, environment);
    }
    return source;
  }

  /** The same, and Ollama where it runs; knocks at its port, for 200 ms at most. */
  public static ConfigSource discover(Map<String, String> environment) {
    var source = source(environment);
    return ollamaRuns()
        ? source.with("providers.ollama.preset", "ollama", "a running Ollama")
        : source;
  }

  private static ConfigSource with(
      ConfigSource source, Preset preset, Map<String, String> environment) {
    var key = first(preset.keyVariables(), environment);
    var address = first(preset.addressVariables(), environment);
    boolean placed = address.isPresent() || !preset.address().isEmpty();
    if (key.isEmpty() || !placed) {
      return source;
    }
    var section = "providers." + preset.name();
    var made =
        source
            .with(section + ".preset", preset.name(), key.get().name())
            .with(section + ".api_key", key.get().value(), key.get().name());
    return address
        .map(known -> made.with(section + ".base_url", known.value(), known.name()))
        .orElse(made);
  }

  /** The first of some variables that has a value; a file with CRLF leaves an end of line in it. */
  private static Optional<Variable> first(List<String> names, Map<String, String> environment) {
    return names.stream()
        .map(name -> new Variable(name, environment.getOrDefault(name, "").strip()))
        .filter(variable -> !variable.value.isEmpty())
        .findFirst();
  }

  private record Variable(String name, String value) {}

  private static boolean ollamaRuns() {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), OLLAMA_PORT), PATIENCE_MS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
