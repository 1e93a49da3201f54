package dev.tutti.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is left of a session in the files of the data folder. */
class SessionErasureTest {
  private static final String ASKED = "Xylophontiger";
  private static final String ANSWERED = "Quarzlampenfisch";
  private static final String LATE = "Nachtschattenuhr";

  @RegisterExtension
  static final Rig RIG = Rig.of(Rig.PLAIN + "bodies: {sample: 1}\ncache: {enabled: true}\n");

  @Test
  void no_file_has_a_word_of_an_erased_session() {
    RIG.upstream().playAlways(Chat.answers(ANSWERED + " " + "long ".repeat(2_000)));
    try (var admin = new TestingAdmin(RIG.tutti().url(), "")) {
      admin.post(
          "/v1/sessions",
          "{\"id\":\"s\",\"title\":\"%s\",\"system\":\"%s\",\"metadata\":{\"k\":\"%s\"}}"
              .formatted(ASKED, ASKED, ASKED));
      var post = "{\"model\":\"up/m\",\"content\":\"%s\"}".formatted(ASKED);
      for (int i = 0; i < 20; i++) {
        assertThat(admin.post("/v1/sessions/s/messages", post).status()).isEqualTo(200);
      }
      var kept = admin.ask("POST", "/v1/sessions/s/messages", post, "x-tutti-explain", "1").json();
      var response =
          "{\"model\":\"up/m\",\"conversation\":\"s\",\"input\":\"%s\"}".formatted(ASKED);
      assertThat(admin.post("/v1/responses", response).status()).isEqualTo(200);
      Patience.until(() -> found(ASKED) && found(ANSWERED), "its words are on disk");
      bodiesAreKept(admin, kept.at("/tutti/request_id").asString());
      assertThat(admin.delete("/v1/sessions/s").status()).isEqualTo(204);
      assertThat(admin.get("/v1/sessions/s/messages").status()).isEqualTo(404);
      Patience.until(() -> !found(ASKED) && !found(ANSWERED), "its words are in no file");
    }
  }

  @Test
  void what_a_call_of_an_erased_session_still_says_is_kept_nowhere_when_the_name_is_used_again()
      throws InterruptedException {
    var asked = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    RIG.upstream()
        .playAlways(
            turn -> {
              if (turn.heard().body().contains(LATE)) {
                asked.countDown();
                answered.await();
              }
              Chat.answers(LATE).play(turn);
            });
    try (var admin = new TestingAdmin(RIG.tutti().url(), "")) {
      admin.post("/v1/sessions", "{\"id\":\"again\",\"model\":\"up/m\"}");
      var late = CompletableFuture.supplyAsync(() -> say(LATE), Thread::startVirtualThread);
      asked.await();
      assertThat(admin.delete("/v1/sessions/again").status()).isEqualTo(204);
      var next = "{\"id\":\"again\",\"model\":\"up/m\"}";
      assertThat(admin.post("/v1/sessions", next).status()).isEqualTo(200);
      answered.countDown();
      assertThat(late.join().status()).isGreaterThanOrEqualTo(400);
      RIG.upstream().playAlways(Chat.answers("Yes"));
      var fresh = say("Fresh");
      var call = fresh.json().at("/tutti/request_id").asString();
      Patience.until(
          () -> admin.get("/admin/calls/" + call + "/bodies").text().contains("Fresh"),
          "bodies of the new session's calls are kept");
      Patience.until(() -> !found(LATE), "its words are in no file");
    }
  }

  private static TestingAdmin.Response say(String words) {
    try (var caller = new TestingAdmin(RIG.tutti().url(), "")) {
      var post = "{\"content\":\"%s\"}".formatted(words);
      return caller.ask("POST", "/v1/sessions/again/messages", post, "x-tutti-explain", "1");
    }
  }

  private static void bodiesAreKept(TestingAdmin admin, String call) {
    Patience.until(
        () -> admin.get("/admin/calls/" + call + "/bodies").text().contains(ASKED),
        "bodies of its calls are kept");
  }

  private static boolean found(String word) {
    var found = new AtomicBoolean();
    try {
      Files.walkFileTree(
          RIG.tutti().data(),
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.compareAndSet(false, has(file, word));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException thrown) {
              return FileVisitResult.CONTINUE; // it has gone meanwhile
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.get();
  }

  private static boolean has(Path file, String word) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).contains(word);
    } catch (IOException _) {
      return false; // it has gone meanwhile
    }
  }
}
