package dev.tutti.cli.model;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti cache}. */
@Command(
    name = "cache",
    description = "Shows the response cache of a running server; clear empties it.",
    subcommands = CacheCommand.Clear.class)
final class CacheCommand extends ServerCommand {
  private static final String PATH = "/admin/cache";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(PATH);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    tier(out, "memory", answer.path("memory"));
    tier(out, "database", answer.path("database"));
    answer
        .path("results")
        .forEachEntry((name, count) -> out.printf("%-10s %8d%n", name, count.asLong()));
    out.printf("%-10s %8s USD%n", "saved", answer.path("saved_usd").asString());
  }

  private static void tier(PrintWriter out, String name, JsonNode tier) {
    if (tier.path("max_bytes").asLong() > 0) {
      out.printf(
          "%-10s %8d answers, %d of %d bytes%n",
          name,
          tier.path("entries").asLong(),
          tier.path("bytes").asLong(),
          tier.path("max_bytes").asLong());
    }
  }

  /** {@code tutti cache clear}. */
  @Command(name = "clear", description = "Forgets answers that were kept: all, or some of them.")
  static final class Clear extends ServerCommand {
    @Option(names = "--model", description = "Only those of this model.")
    private @Nullable String model;

    @Option(names = "--owner", description = "Only those of this owner.")
    private @Nullable String owner;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query = PATH + "?" + member("model", model) + member("owner", owner);
      return client.change("DELETE", query, Json.object(), "*");
    }

    private static String member(String name, @Nullable String value) {
      return value == null
          ? ""
          : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&";
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("%d answers cleared%n", answer.path("cleared").asLong());
    }
  }
}
