package dev.tutti.cli.server;

import dev.tutti.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose the configuration of a command. */
public final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The configuration",
        "(default: $TUTTI_CONFIG, else tutti.yaml if it is here, else the environment)."
      },
      defaultValue = "${env:TUTTI_CONFIG:-" + Option.NULL_VALUE + "}")
  private @Nullable Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: $TUTTI_DATA, else the file's, else ./data).",
      defaultValue = "${env:TUTTI_DATA:-" + Option.NULL_VALUE + "}")
  private @Nullable String data;

  public Configuration configuration() {
    var chosen = file == null ? Configuration.discovered() : Configuration.file(file);
    return data == null ? chosen : chosen.with("data", data, "--data");
  }
}
