package dev.tutti.testing;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** A running server on a free port, with its data in a folder of the test. */
public final class TestingTutti implements AutoCloseable {
  private final Server server;
  private final Path data;

  private TestingTutti(Server server, Path data) {
    this.server = server;
    this.data = data;
  }

  /** Starts with a configuration in YAML, and meets no failure with another attempt. */
  public static TestingTutti start(Path folder, String yaml) {
    return start(unforgiving(Configuration.text(yaml)), folder);
  }

  /** Starts with a configuration in YAML, retries and breakers as it says. */
  public static TestingTutti resilient(Path folder, String yaml) {
    return start(Configuration.text(yaml), folder);
  }

  /** Starts with the configuration in a file, whose changes it follows. */
  public static TestingTutti following(Path file, Path folder) {
    return start(unforgiving(Configuration.file(file)), folder);
  }

  private static Configuration unforgiving(Configuration configuration) {
    return configuration
        .with("retry.attempts", "1", "test")
        .with("breaker.enabled", "false", "test");
  }

  private static TestingTutti start(Configuration configuration, Path folder) {
    return listing(configuration.with("model_lists", "0s", "test"), folder);
  }

  /** Starts one that asks its upstreams which models they have. */
  public static TestingTutti listing(Configuration configuration, Path folder) {
    var data = folder.resolve("data");
    var complete =
        configuration.with("server.port", "0", "test").with("data", data.toString(), "test");
    return new TestingTutti(Server.start(complete), data);
  }

  /** Its data folder. */
  public Path data() {
    return data;
  }

  /** Its address. */
  public String url() {
    return server.url();
  }

  /** A new connection to it. */
  public TestingClient client() throws IOException {
    return TestingClient.connect(url());
  }

  /** A new connection on which a chat was asked for. */
  public TestingClient ask(String json, String... headers) throws IOException {
    return client().post("/v1/chat/completions", json, headers);
  }

  /** What {@code GET /admin/pools} says about one upstream; a missing node when it is not there. */
  public JsonNode pool(TestingUpstream upstream) {
    var origin = upstream.url().replace("/v1", "");
    for (var pool : Json.tree(get("/admin/pools")).path("data")) {
      if (pool.path("origin").asString("").equals(origin)) {
        return pool;
      }
    }
    return Json.object().path("none");
  }

  /** The value of a meter without labels. */
  public double metric(String name) {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** What the ledger says of a user; waits for it, as it is written a moment later. */
  public JsonNode usage(String user) {
    var row = new JsonNode[1];
    Patience.until(
        () -> {
          for (var each : Json.tree(get("/admin/usage?by=user&limit=1000")).path("data")) {
            if (each.path("group").asString("").equals(user)) {
              row[0] = each;
            }
          }
          return row[0] != null;
        },
        "a row of " + user);
    return row[0];
  }

  /** The body of an answer to a {@code GET}. */
  public String get(String target) {
    try (var client = client()) {
      return client.get(target).answer().body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until no call is in flight and no connection of the upstream's pool carries one. */
  public void awaitQuiet(TestingUpstream upstream) {
    Patience.until(
        () ->
            metric("tutti_calls_in_flight") == 0
                && pool(upstream).path("in_use").asInt(-1) == 0
                && pool(upstream).path("waiting").asInt(-1) == 0,
        "everything was given back");
  }

  @Override
  public void close() {
    server.close();
  }
}
