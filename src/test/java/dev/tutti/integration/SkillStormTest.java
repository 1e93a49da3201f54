package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand executions while the skill's folder is replaced a hundred times. */
class SkillStormTest {
  private static final int EXECUTIONS = 1_000;
  private static final int SWAPS = 100;

  @TempDir private Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();

  @BeforeEach
  void echo() throws IOException {
    upstream.remembersNothing();
    upstream.playAlways(
        turn -> {
          var messages = Json.tree(turn.heard().body()).path("messages");
          var parts =
              messages.valueStream().map(each -> each.path("content").asString("")).toList();
          Chat.says(String.join("|", parts)).play(turn);
        });
    Files.createDirectories(folder.resolve("skills"));
    swap(0, "llm: {model: up/small}");
  }

  @AfterEach
  void stop() throws IOException {
    upstream.close();
  }

  /** As Kubernetes replaces what is mounted: a new folder, and a link that is turned round. */
  private void swap(int number, String settings) throws IOException {
    var real = Files.createDirectories(folder.resolve("skills/.data-" + number));
    Files.writeString(real.resolve("skill.yaml"), settings + "\nexamples: {file: examples.yaml}\n");
    Files.writeString(real.resolve("prompt.md"), "prompt " + number);
    Files.writeString(
        real.resolve("examples.yaml"), "- {user: \"example %d\", assistant: ok}".formatted(number));
    var next = folder.resolve("next");
    Files.createSymbolicLink(next, real);
    Files.move(
        next,
        folder.resolve("skills/storm"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void no_execution_fails_or_sees_two_revisions() throws Exception {
    var yaml =
        """
        providers: {up: {base_url: "%s"}}
        skills: {folder: "%s"}
        """
            .formatted(upstream.url(), folder.resolve("skills"));
    try (var tutti = TestingTutti.start(folder, yaml);
        var admin = new TestingAdmin(tutti.url(), "");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<String>>();
      for (int i = 1; i <= SWAPS; i++) {
        for (int j = 0; j < EXECUTIONS / SWAPS; j++) {
          running.add(threads.submit(() -> said(tutti)));
        }
        swap(i, i % 10 == 5 ? "llm: {broken" : "llm: {model: up/small}");
        assertThat(admin.post("/admin/skills/reload", "{}").status()).isEqualTo(200);
        running.get((i - 1) * (EXECUTIONS / SWAPS)).get(); // one saw it, or what it replaced
      }
      var seen = new HashSet<String>();
      for (var each : running) {
        var said = each.get();
        var number = said.substring("prompt ".length(), said.indexOf('|'));
        assertThat(said).isEqualTo("prompt %s|example %s|ok|now".formatted(number, number));
        assertThat(Integer.parseInt(number) % 10).as("a broken edit").isNotEqualTo(5);
        seen.add(number);
      }
      System.out.printf("%d executions saw %d revisions%n", running.size(), seen.size());
      assertThat(seen).as("revisions that were in force").hasSizeGreaterThan(SWAPS / 4);
    }
  }

  private static String said(TestingTutti tutti) throws IOException {
    try (var client = tutti.client()) {
      var heard = client.post("/v1/skills/storm/execute", "{\"user_message\":\"now\"}").answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      return Json.tree(heard.body()).path("text").asString();
    }
  }
}
