package dev.tutti.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it erases a long session. */
class ErasureKillTest {
  private static final String WORD = "Xylophontiger";
  private static final int MESSAGES = 10_000;

  @TempDir Path folder;

  @Test
  void what_was_left_of_a_session_after_kill_9_is_erased_at_the_next_start() throws Exception {
    try (var server = KillableServer.start(folder, "{}")) {
      var caller = server.caller();
      assertThat(caller.post("/v1/sessions/import", session()).status()).isEqualTo(200);
      assertThat(found()).isTrue();
      var erased =
          CompletableFuture.runAsync(
              () -> caller.delete("/v1/sessions/long"), Thread::startVirtualThread);
      Patience.until(() -> isGone(caller), "nobody sees it");
      assertThat(erased).isNotCompletedExceptionally();
    }
    try (var server = KillableServer.start(folder, "{}")) {
      assertThat(isGone(server.caller())).isTrue();
      Patience.until(() -> !found(), "its words are in no file");
      Patience.until(
          () -> server.caller().post("/v1/sessions", "{\"id\":\"long\"}").status() == 200,
          "its name is free");
      assertThat(server.caller().get("/v1/sessions/long/messages").json().path("data")).isEmpty();
    }
  }

  private static String session() {
    var body = Json.object().put("id", "long").put("title", WORD);
    var messages = body.putArray("messages");
    for (int at = 0; at < MESSAGES; at++) {
      messages
          .addObject()
          .put("role", at % 2 == 0 ? "user" : "assistant")
          .put("content", WORD + " " + at);
    }
    return Json.text(body);
  }

  private static boolean isGone(TestingAdmin caller) {
    return caller.get("/v1/sessions/long").status() == 404;
  }

  private boolean found() {
    try (var files = Files.walk(folder.resolve("data"))) {
      return files.filter(Files::isRegularFile).anyMatch(ErasureKillTest::has);
    } catch (IOException | UncheckedIOException _) {
      return true; // one has gone meanwhile: it is looked again
    }
  }

  private static boolean has(Path file) {
    try {
      return Files.readString(file, ISO_8859_1).contains(WORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
