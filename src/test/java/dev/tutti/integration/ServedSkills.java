package dev.tutti.integration;

import dev.tutti.chat.Json;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A server with skills in a folder, and the upstream that their models are at. */
final class ServedSkills implements AutoCloseable {
  /** A skill whose model is at the upstream. */
  static final String PLAIN = "llm: {model: up/small}\n";

  private final Path folder;
  private final String more;
  private final TestingUpstream upstream = TestingUpstream.start();
  private TestingTutti tutti;

  private ServedSkills(Path folder, String more) {
    this.folder = folder;
    this.more = more;
    this.tutti = started();
  }

  /**
   * Starts.
   *
   * @param more lines of the configuration; those that are indented belong to {@code skills}
   */
  static ServedSkills in(Path folder, String more) {
    return new ServedSkills(folder, more);
  }

  private TestingTutti started() {
    return TestingTutti.start(
        folder.resolve("data"),
        """
        providers: {up: {base_url: "%s"}}
        skills:
          folder: "%s"
        %s
        """
            .formatted(upstream.url(), folder.resolve("skills"), more));
  }

  /** Stops the server and starts another one on the same data. */
  void restart() {
    tutti.close();
    tutti = started();
  }

  TestingUpstream upstream() {
    return upstream;
  }

  TestingTutti tutti() {
    return tutti;
  }

  /** Writes files of a skill: names and texts in turn. They are served after {@link #reload}. */
  ServedSkills write(String skill, String... files) {
    try {
      for (int i = 0; i < files.length; i += 2) {
        var file = folder.resolve("skills").resolve(skill).resolve(files[i]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, files[i + 1]);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String name) {
    return folder.resolve("skills").resolve(name);
  }

  ServedSkills reload() {
    admin("POST", "/admin/skills/reload", "{}");
    return this;
  }

  JsonNode admin(String method, String path, String body) {
    try (var admin = new TestingAdmin(tutti.url(), "")) {
      return switch (method) {
        case "GET" -> admin.get(path).json();
        case "DELETE" -> Json.object().put("status", admin.delete(path).status());
        default -> admin.post(path, body).json();
      };
    }
  }

  /** What an execution answers. */
  ReceivedRequest execute(String skill, String body, String... headers) {
    return post("/v1/skills/" + skill + "/execute", body, headers);
  }

  ReceivedRequest post(String path, String body, String... headers) {
    try (var client = tutti.client()) {
      return client.post(path, body, headers).answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode said(String skill, String body) {
    return Json.tree(execute(skill, body).body());
  }

  /** The next request to the upstream. */
  JsonNode asked() throws InterruptedException {
    return Json.tree(upstream.turn().heard().body());
  }

  /** The texts of the messages of the next request to the upstream. */
  List<String> told() throws InterruptedException {
    return asked()
        .path("messages")
        .valueStream()
        .map(
            each ->
                each.path("content").isString()
                    ? each.path("content").asString()
                    : Json.text(each.path("content")))
        .toList();
  }

  @Override
  public void close() throws IOException {
    tutti.close();
    upstream.close();
  }
}
