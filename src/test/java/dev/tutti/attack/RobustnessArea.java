package dev.tutti.attack;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that do not go on, files that vanish, and a process that is ended at the worst moment.
 */
final class RobustnessArea implements Area {
  private static final int SLOW = 1_500;

  private final String yaml;

  RobustnessArea(String yaml) {
    this.yaml = yaml;
  }

  @Override
  public String name() {
    return "robustness";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    slowCallers(victim, tally, "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\nx-");
    slowCallers(
        victim,
        tally,
        "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer %s\r\ncontent-length: 1000000\r\n\r\n{"
            .formatted(victim.key("user")));
    vanishing(victim, tally);
    brokenConfiguration(victim, tally);
    killed(victim, tally);
    withoutDatabase(victim, tally);
  }

  private static void slowCallers(Victim victim, Tally tally, String beginning) throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < SLOW; i++) {
        var socket = new Socket();
        socket.connect(victim.address(), 5_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        sockets.add(socket);
      }
      tally.note(SLOW + " callers who do not go on", victim.isAlive(), "no answer");
      var shot = victim.ask("GET", "/v1/models", victim.key("user"), "");
      tally.note("a caller beside them", shot.status() == 200, shot);
    } catch (IOException e) {
      tally.note(SLOW + " callers who do not go on", victim.isAlive(), e);
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static void vanishing(Victim victim, Tally tally)
      throws IOException, InterruptedException {
    var body =
        "{\"model\":\"sim/sim-slow\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
    for (int i = 0; i < 200; i++) {
      try (var socket = new Socket()) {
        socket.connect(victim.address(), 5_000);
        socket
            .getOutputStream()
            .write(
                "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nauthorization: Bearer %s\r\ncontent-length: %d\r\n\r\n%s"
                    .formatted(victim.key("user"), body.length(), body)
                    .getBytes(StandardCharsets.ISO_8859_1));
        socket.setSoLinger(true, 0);
      }
    }
    var left = "";
    for (int i = 0; i < 100; i++) {
      left = inFlight(victim);
      victim.awaitMoment();
      if (left.endsWith(" 0.0")) {
        break;
      }
    }
    tally.note("200 streams whose callers vanish", left.endsWith(" 0.0"), left);
  }

  private static String inFlight(Victim victim) throws IOException {
    return victim
        .ask("GET", "/metrics", victim.key("auditor"), "")
        .body()
        .lines()
        .filter(line -> line.startsWith("tutti_calls_in_flight"))
        .findFirst()
        .orElse("");
  }

  /** A configuration that became empty or broken changes nothing. */
  private void brokenConfiguration(Victim victim, Tally tally)
      throws IOException, InterruptedException {
    for (var broken :
        List.of(
            "",
            "null",
            "\n\n# nothing\n",
            "providers: [",
            "providers: {up: {preset: nobody}}",
            "\u0000",
            "- a",
            "server: {drain: x}")) {
      victim.configure(broken);
      var told = awaitLog(victim, "tutti.yaml");
      var shot =
          victim.ask(
              "POST",
              "/v1/chat/completions",
              victim.key("user"),
              "{\"model\":\"up/ok\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
      tally.note(
          "the configuration becomes \"" + broken.strip() + "\"",
          shot.status() == 200,
          told + ", " + shot);
    }
    victim.configure(yaml);
  }

  /**
   * Waits for a reload: asks until a file that changed has been looked at, some seconds at most.
   */
  private static boolean awaitLog(Victim victim, String word)
      throws IOException, InterruptedException {
    int before = victim.log().length();
    for (int i = 0; i < 150; i++) {
      if (victim.log().length() > before && victim.log().substring(before).contains(word)) {
        return true;
      }
      victim.ask("GET", "/healthz", "", "");
      victim.awaitMoment();
    }
    return false;
  }

  /** What was acknowledged before {@code kill -9} is there afterwards. */
  private static void killed(Victim victim, Tally tally) throws IOException, InterruptedException {
    var made = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      made.add(victim.create("{\"name\":\"k%d\",\"role\":\"user\"}".formatted(i)));
    }
    victim.kill();
    victim.serve();
    int lost = 0;
    for (var key : made) {
      lost += victim.ask("GET", "/v1/models", key, "").status() == 200 ? 0 : 1;
    }
    tally.note("20 keys over kill -9", lost == 0, lost + " lost");
  }

  /** A folder that was in use opens to nobody without its database. */
  private static void withoutDatabase(Victim victim, Tally tally) throws Exception {
    victim.stop();
    var data = victim.data();
    var kept = victim.folder().resolve("kept");
    move(data, kept, "tutti.db");
    tally.note("the database is gone", !victim.starts(), "it starts");
    victim.kill();
    Files.createFile(data.resolve("tutti.db"));
    tally.note("the database is empty", !victim.starts(), "it starts");
    victim.kill();
    Files.writeString(data.resolve("tutti.db"), "this is no database".repeat(1_000));
    tally.note("the database is no database", !victim.starts(), "it starts");
    victim.kill();
    Files.deleteIfExists(data.resolve("tutti.db"));
    move(kept, data, "tutti.db");
    tally.note("the database is back", victim.starts(), victim.log());
  }

  private static void move(Path from, Path to, String start) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file :
          files.filter(each -> each.getFileName().toString().startsWith(start)).toList()) {
        Files.move(file, to.resolve(file.getFileName()));
      }
    }
  }
}
