package dev.tutti.attack;

import dev.tutti.chat.Json;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A server process with a heap of 512 MB, in a folder of its own, with a key for each role. */
final class Victim implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration ALIVE = Duration.ofSeconds(10);

  private final Path folder;
  private final List<String> java;
  private final Map<String, String> keys = new TreeMap<>();
  private Process process;
  private int port;

  private Victim(Path folder, List<String> java) throws IOException {
    this.folder = folder;
    this.java = java;
    this.process = idle();
  }

  private static Process idle() throws IOException {
    return new ProcessBuilder("true").start();
  }

  /** Starts one with a configuration and a key for each role. */
  static Victim start(Path folder, String yaml) throws IOException, InterruptedException {
    var victim = new Victim(folder, command());
    victim.configure(yaml);
    victim.keys.put("admin", victim.firstKey());
    victim.serve();
    for (var role : List.of("operator", "auditor", "user")) {
      victim.keys.put(
          role, victim.create("{\"name\":\"%s\",\"role\":\"%s\"}".formatted(role, role)));
    }
    return victim;
  }

  private static List<String> command() {
    var home = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        home,
        "-Xmx512m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dio.netty.noUnsafe=false",
        "-cp",
        classPath(),
        "dev.tutti.cli.Main");
  }

  /** Our own class path, from wherever the process stands. */
  private static String classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Writes its configuration file. */
  void configure(String yaml) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tutti.yaml"), yaml);
  }

  private String firstKey() throws IOException, InterruptedException {
    var made = run("keys", "create", "--role", "admin", "--name", "attack");
    return made.lines()
        .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
        .filter(word -> word.startsWith("tt-") && word.length() > 20)
        .findFirst()
        .orElseThrow(() -> new IOException("no key was made: " + made));
  }

  /** Runs one of its commands to the end and gives what it printed. */
  String run(String... words) throws IOException, InterruptedException {
    var out = Files.createTempFile(folder, "run", ".txt");
    var run =
        builder(List.of(words)).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      run.destroyForcibly();
    }
    return Files.readString(out);
  }

  private ProcessBuilder builder(List<String> words) {
    var all = new ArrayList<>(java);
    all.addAll(words);
    var builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().put("ATTACKED_SECRET", "env-secret-4711");
    builder.environment().put("UPSTREAM_KEY", "sk-upstream-secret-0815");
    return builder;
  }

  /** Starts the process and waits until it answers. */
  void serve() throws IOException, InterruptedException {
    var log = folder.resolve("server.log");
    Files.deleteIfExists(folder.resolve("out.txt"));
    process =
        builder(List.of("serve", "--port", "0", "--json"))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      var told = Files.readString(folder.resolve("out.txt"));
      if (told.contains("}")) {
        port = URI.create(Json.tree(told.strip()).path("url").asString()).getPort();
        return;
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new IOException("it does not start: " + log());
  }

  /** Lets 20 ms pass, or less when the process ends. */
  void awaitMoment() throws InterruptedException {
    process.waitFor(20, TimeUnit.MILLISECONDS);
  }

  /** Whether it starts; when not, what it says is in the log. */
  boolean starts() throws InterruptedException {
    try {
      serve();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Ends the process at once, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it with a signal that it may answer. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Makes another key by its members, and gives it. */
  String create(String members) throws IOException {
    var made = ask("POST", "/admin/keys", keys.getOrDefault("admin", ""), members);
    return json(made).path("key").asString();
  }

  /** The key of a role. */
  String key(String role) {
    return keys.getOrDefault(role, "");
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  Path folder() {
    return folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  String log() throws IOException {
    var file = folder.resolve("server.log");
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }

  /** One request with a key and a JSON body. */
  Shot ask(String method, String target, String key, String body, String... headers)
      throws IOException {
    return ask(method, target, key, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** One request with a key and a body, over a connection of its own. */
  Shot ask(String method, String target, String key, byte[] body, String... headers)
      throws IOException {
    return Shot.send(port, request(method, target, key, body, headers), PATIENCE);
  }

  /** The same without a body, read until the head of the answer is there: streams may not end. */
  Shot head(String method, String target, String key) throws IOException {
    return Shot.head(port, request(method, target, key, new byte[0]), PATIENCE);
  }

  private byte[] request(String method, String target, String key, byte[] body, String... headers) {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nhost: 127.0.0.1:" + port);
    head.append("\r\nconnection: close\r\ncontent-length: ").append(body.length);
    boolean typed = List.of(headers).stream().anyMatch(each -> each.startsWith("content-type"));
    head.append(typed ? "" : "\r\ncontent-type: application/json");
    head.append(key.isEmpty() ? "" : "\r\nauthorization: Bearer " + key);
    for (var header : headers) {
      head.append("\r\n").append(header);
    }
    var start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    var all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  /** Bytes as they are. */
  Shot raw(String text, Duration patience) throws IOException {
    return Shot.send(port, text.getBytes(StandardCharsets.ISO_8859_1), patience);
  }

  /** The JSON body of an answer. */
  static JsonNode json(Shot shot) {
    var body = shot.body();
    int from = body.indexOf('{');
    int to = body.lastIndexOf('}');
    return from < 0 || to < from ? Json.object() : Json.tree(body.substring(from, to + 1));
  }

  /** Whether it answers soon. */
  boolean isAlive() {
    try {
      return process.isAlive()
          && Shot.send(
                      port,
                      "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"
                          .getBytes(StandardCharsets.ISO_8859_1),
                      ALIVE)
                  .status()
              == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Starts it again when an attack has ended it. */
  void revive() throws IOException, InterruptedException {
    if (!isAlive()) {
      kill();
      serve();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
