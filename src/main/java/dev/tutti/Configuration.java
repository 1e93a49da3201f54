package dev.tutti;

import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Overlay;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.reload.Reload;
import dev.tutti.config.reload.Reloadable;
import dev.tutti.provider.EnvironmentProviders;
import dev.tutti.telemetry.OtelEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Source of the configuration: a file that is watched, a text, or the environment alone. Immutable.
 */
public final class Configuration {
  private static final Path DEFAULT_FILE = Path.of("tutti.yaml");

  private final ConfigSource source;
  private final @Nullable Path file;
  private final Map<String, String> environment;

  private Configuration(ConfigSource source, @Nullable Path file, Map<String, String> environment) {
    this.source = source;
    this.file = file;
    this.environment = environment;
  }

  /** A file, whose changes are followed; whether it is there and good, {@link #read} says. */
  public static Configuration file(Path file) {
    return new Configuration(ConfigSource.file(file), file, System.getenv());
  }

  /** A YAML text. */
  public static Configuration text(String yaml) {
    return new Configuration(ConfigSource.text("text", yaml), null, System.getenv());
  }

  /**
   * {@code tutti.yaml} in the working folder when it is there, else the process' environment and a
   * running Ollama, for which its port is tried.
   */
  public static Configuration discovered() {
    if (Files.exists(DEFAULT_FILE)) {
      return file(DEFAULT_FILE);
    }
    var environment = System.getenv();
    return new Configuration(EnvironmentProviders.discover(environment), null, environment);
  }

  /** The defaults, with a provider for every key that the environment holds. */
  public static Configuration environment(Map<String, String> environment) {
    return new Configuration(EnvironmentProviders.source(environment), null, environment);
  }

  /**
   * The same with one value laid over it.
   *
   * @param path its keys with dots between them, such as {@code server.port}
   * @param origin what messages call its source, such as {@code --port}
   */
  public Configuration with(String path, String value, String origin) {
    return new Configuration(source.with(path, value, origin), file, environment);
  }

  /**
   * Reads it.
   *
   * @throws dev.tutti.config.ConfigException with everything that is wrong
   */
  public Settings read() {
    return Settings.read(OtelEnvironment.over(source, environment), environment);
  }

  /**
   * Reads the file as it is now, with changes over it.
   *
   * @throws dev.tutti.config.ConfigException with everything that is wrong
   */
  Loaded load(Changes changes) {
    return load(base(), changes, changes.overlay());
  }

  /** Source as it is written now. */
  ConfigSource base() {
    return OtelEnvironment.over(source.asOfNow(), environment);
  }

  /** The same with another base than the file as it is now. */
  Loaded load(ConfigSource base, Changes changes, Overlay overlay) {
    var read = overlay.over(base).examine(environment, Settings::read);
    var providers = read.value().providers().keySet();
    return new Loaded(read.value(), changes.describe(base, overlay, read.effective(), providers));
  }

  /** Settings, and where they came from. */
  record Loaded(Settings settings, CurrentConfiguration inForce) {}

  /** A value that follows the file, if there is one. */
  <T> Reloadable<T> live(Reloadable.Loader<T> loader, Consumer<Reload<T>> listener) {
    return file == null ? Reloadable.of(loader, listener) : Reloadable.of(file, loader, listener);
  }
}
