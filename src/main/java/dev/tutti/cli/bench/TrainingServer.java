package dev.tutti.cli.bench;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.Simulator;
import dev.tutti.call.Allowance;
import dev.tutti.call.Allowance.Quantity;
import dev.tutti.cli.model.KeysCommand;
import dev.tutti.provider.SimulationSettings;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Server as callers use it, for the training of the ahead-of-time cache: with a key and its limits,
 * the ledger, metrics and a skill, and with two providers on loopback, which speak OpenAI's and
 * Anthropic's API. Its configuration is its own: neither files nor the environment count.
 */
final class TrainingServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** Limits that refuse no call: they are there so that calls are counted. */
  private static final Allowance LIMITS =
      Allowance.NONE
          .with(Quantity.REQUESTS, 1_000_000)
          .with(Quantity.TOKENS, 1_000_000_000)
          .with(Quantity.DAY, 1_000_000_000_000_000L);

  private final Simulator upstream;
  private final Server server;
  private final String key;

  private TrainingServer(Simulator upstream, Server server, String key) {
    this.upstream = upstream;
    this.server = server;
    this.key = key;
  }

  /** Starts; everything that it writes is below {@code folder}. */
  static TrainingServer start(Path folder) throws IOException {
    var upstream = Simulator.start(HOST, 0, SimulationSettings.builtIn());
    try {
      writeSkill(folder.resolve("skills").resolve("greeting"));
      var configuration = configuration(folder, upstream.url());
      var key = key(configuration);
      return new TrainingServer(upstream, Server.start(configuration), key);
    } catch (Throwable e) {
      upstream.close();
      throw e;
    }
  }

  private static Configuration configuration(Path folder, String upstream) {
    var settings =
        Map.of(
            "data",
            folder.resolve("data").toString(),
            "skills.folder",
            folder.resolve("skills").toString(),
            "server.host",
            HOST,
            "server.port",
            "0",
            "providers.openai.preset",
            "openai-compatible",
            "providers.openai.base_url",
            upstream + "/v1",
            "providers.openai.api_key",
            "simulated",
            "providers.anthropic.preset",
            "anthropic",
            "providers.anthropic.base_url",
            upstream + "/v1",
            "providers.anthropic.api_key",
            "simulated");
    var configuration = Configuration.environment(Map.of());
    for (var setting : settings.entrySet()) {
      configuration = configuration.with(setting.getKey(), setting.getValue(), "warmup");
    }
    return configuration;
  }

  private static void writeSkill(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("skill.yaml"),
        """
        version: 1.0.0
        description: Greets
        llm: {model: openai/sim}
        """);
    Files.writeString(
        folder.resolve("prompt.md"),
        """
        You greet {{ name }}.
        {% if words %}Use these words: {{ words | join(", ") }}{% endif %}
        """);
  }

  private static String key(Configuration configuration) {
    var everything = AllowedModels.of(List.of("*"));
    var grant = new Grant("warmup", "warmup", Role.USER, everything, LIMITS, Set.of());
    return KeysCommand.with(configuration, keys -> Store.await(keys.create(grant)).secret());
  }

  /** Its address. */
  String url() {
    return server.url();
  }

  /** Key that its callers need. */
  String key() {
    return key;
  }

  @Override
  public void close() {
    try (upstream) {
      server.close();
    }
  }
}
