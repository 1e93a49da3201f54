package dev.tutti.cli;

import dev.tutti.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a command uses. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: tutti.yaml if it is here, else the environment).")
  private @Nullable Path file;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: ./data).")
  private @Nullable String data;

  Configuration configuration() {
    var chosen = file == null ? Configuration.discovered() : Configuration.file(file);
    return data == null ? chosen : chosen.with("data", data, "--data");
  }
}
