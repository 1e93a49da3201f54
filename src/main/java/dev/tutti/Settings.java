package dev.tutti;

import dev.tutti.config.ConfigSource;
import dev.tutti.config.Section;
import dev.tutti.gateway.ServerSettings;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.routing.ModelSettings;
import dev.tutti.wire.PoolSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The whole configuration.
 *
 * @param data the folder that keeps all state
 * @param providers by name
 * @param models the aliases, by name
 */
public record Settings(
    ServerSettings server,
    Path data,
    PoolSettings pool,
    Map<String, ProviderSettings> providers,
    Map<String, ModelSettings> models) {

  /**
   * Reads a configuration; providers whose keys the environment holds are there without being
   * configured.
   *
   * @throws dev.tutti.config.ConfigException with everything that is wrong
   */
  public static Settings read(ConfigSource source, Map<String, String> environment) {
    return source.read(environment, root -> read(root, environment));
  }

  private static Settings read(Section root, Map<String, String> environment) {
    var providers = new LinkedHashMap<String, ProviderSettings>();
    root.named("providers", ProviderSettings.NAME)
        .forEach((name, section) -> providers.put(name, ProviderSettings.read(name, section)));
    var models = new LinkedHashMap<String, ModelSettings>();
    root.named("models", ModelSettings.NAME)
        .forEach((name, section) -> models.put(name, ModelSettings.read(name, section)));
    return new Settings(
        ServerSettings.read(root.section("server")),
        Path.of(root.string("data").or("data")),
        PoolSettings.read(root.section("pool")),
        providers,
        models);
  }
}
