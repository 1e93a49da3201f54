package dev.tutti.attack;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server whose data folder is a real file system of 16 MB, which is filled to the last byte and
 * gets room again. It takes a privilege to mount one; where that is missing the cases are skipped,
 * which is said, and which is an open case where CI runs as root.
 */
final class FullDisk {
  private static final String SIZE = "16m";
  private static final int TRIES = 400;
  private static final String CHAT =
      "{\"model\":\"up/ok\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
  private static final String CONVERSATION =
      "{\"metadata\":{\"a\":\"%s\"}}".formatted("b".repeat(500));

  private final Path folder;
  private final Tally tally;
  private final List<String> made = new ArrayList<>();

  private FullDisk(Path folder, Tally tally) {
    this.folder = folder;
    this.tally = tally;
  }

  /** Tries it with a new server, in a folder that is not there yet. */
  static void attack(Path folder, String yaml, Tally tally) throws Exception {
    var data = Files.createDirectories(folder.resolve("data"));
    var refused = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", data.toString());
    if (!refused.isEmpty()) {
      skip(refused, tally);
      return;
    }
    try {
      new FullDisk(folder, tally).attack(yaml);
    } finally {
      run("umount", data.toString());
    }
  }

  private static void skip(String why, Tally tally) {
    System.err.println("SKIPPED: a full disk, as no file system can be mounted: " + why);
    if (System.getenv("CI") != null && System.getProperty("user.name", "").equals("root")) {
      tally.note("a full disk", false, why);
    }
  }

  /** What a command says when it fails; empty when it does not. */
  private static String run(String... words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean well = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    return well ? "" : words[0] + ": " + said.strip();
  }

  private void attack(String yaml) throws Exception {
    try (var victim = Victim.start(folder, yaml)) {
      var key = victim.create("{\"name\":\"before\",\"role\":\"user\"}");
      made.add(key);
      fill();
      full(victim);
      whileFull(victim, key);
      Files.delete(filler());
      roomAgain(victim);
      victim.stop();
      tally.note("the database after a full disk", check().equals("ok"), check());
      victim.serve();
      tally.note("keys after a full disk", areKnown(victim), "keys are missing");
    }
  }

  private Path filler() {
    return folder.resolve("data").resolve("filler");
  }

  /** Fills the file system: by large pieces first, then by bytes. */
  private void fill() throws IOException {
    for (int size : new int[] {1 << 20, 4_096, 1}) {
      try (var out = Files.newOutputStream(filler(), CREATE, APPEND)) {
        flood(out, new byte[size]);
      }
    }
  }

  private static void flood(OutputStream out, byte[] piece) {
    try {
      while (true) {
        out.write(piece);
      }
    } catch (IOException _) {
      // It is full.
    }
  }

  /** Writes until the room within the database's own files is gone, too. */
  private void full(Victim victim) throws IOException {
    var shot = victim.ask("POST", "/v1/conversations", victim.key("user"), CONVERSATION);
    for (int i = 0; i < TRIES && shot.status() == 200; i++) {
      shot = victim.ask("POST", "/v1/conversations", victim.key("user"), CONVERSATION);
    }
    tally.note("a conversation on a full disk", isUnavailable(shot), shot);
  }

  private void whileFull(Victim victim, String key) throws IOException {
    var admin = victim.key("admin");
    for (var each :
        List.of(
            List.of("/admin/keys", "{\"name\":\"x\",\"role\":\"user\"}"),
            List.of("/v1/responses", "{\"model\":\"up/ok\",\"input\":\"a\"}"),
            List.of("/v1/conversations", CONVERSATION))) {
      var shot = victim.ask("POST", each.getFirst(), admin, each.getLast());
      if (shot.status() == 200 && each.getFirst().equals("/admin/keys")) {
        made.add(Victim.json(shot).path("key").asString());
      }
      boolean held = isUnavailable(shot) || shot.status() == 200; // its log may have begun anew
      tally.note("POST " + each.getFirst() + " on a full disk", held, shot);
    }
    for (var who : List.of(key, victim.key("user"), admin)) {
      var shot = victim.ask("POST", "/v1/chat/completions", who, CHAT);
      tally.note("a chat on a full disk", shot.status() == 200, shot);
    }
    var listed = victim.ask("GET", "/v1/models", key, "");
    tally.note("the models on a full disk", listed.status() == 200, listed);
    var nobody = victim.ask("GET", "/admin/keys", "", "");
    tally.note("nobody's call on a full disk", nobody.status() == 401, nobody);
    tally.note("alive on a full disk", victim.isAlive(), "no answer");
  }

  private static boolean isUnavailable(Shot shot) {
    return shot.status() == 503 && shot.text().contains("store_unavailable");
  }

  private void roomAgain(Victim victim) throws IOException, InterruptedException {
    var admin = victim.key("admin");
    var shot = victim.ask("POST", "/admin/keys", admin, "{\"name\":\"after\",\"role\":\"user\"}");
    for (int i = 0; i < TRIES && shot.status() != 200; i++) {
      victim.awaitMoment();
      shot = victim.ask("POST", "/admin/keys", admin, "{\"name\":\"after\",\"role\":\"user\"}");
    }
    tally.note("a key once there is room again", shot.status() == 200, shot);
    made.add(Victim.json(shot).path("key").asString());
    tally.note("keys once there is room again", areKnown(victim), "keys are missing");
    var used = usage(victim);
    for (int i = 0; i < TRIES && used < 3; i++) {
      victim.awaitMoment();
      used = usage(victim);
    }
    tally.note("the chats of a full disk are recorded", used >= 3, used + " of 3 and more");
  }

  private static long usage(Victim victim) throws IOException {
    long calls = 0;
    for (var row :
        Victim.json(victim.ask("GET", "/admin/usage", victim.key("admin"), "")).path("data")) {
      calls += row.path("attempts").asLong(0);
    }
    return calls;
  }

  private boolean areKnown(Victim victim) throws IOException {
    for (var key : made) {
      if (victim.ask("GET", "/v1/models", key, "").status() != 200) {
        return false;
      }
    }
    return true;
  }

  /** What SQLite finds wrong with the database; {@code ok} for nothing. */
  private String check() throws SQLException {
    var file = folder.resolve("data").resolve("tutti.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check")) {
      return rows.next() ? rows.getString(1) : "no answer";
    }
  }
}
