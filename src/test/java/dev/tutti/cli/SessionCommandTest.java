package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingTutti;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

class SessionCommandTest {
  @TempDir static Path folder;
  private static TestingTutti tutti;

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
  }

  @AfterAll
  static void stop() {
    tutti.close();
  }

  private static String run(String... args) {
    var all = Stream.concat(Arrays.stream(args), Stream.of("--url", tutti.url()));
    var cli = TestingCli.run(all.toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli.out();
  }

  @Test
  void a_session_is_exported_imported_forked_shown_and_erased() throws IOException {
    var file = folder.resolve("lines.jsonl");
    Files.writeString(
        file,
        """
        {"object":"session","title":"T"}
        {"id":"m1","role":"user","content":"Hi"}
        {"id":"m2","role":"assistant","content":"Hello."}
        """);
    assertThat(run("session", "import", file.toString(), "--id", "s").strip()).isEqualTo("s");
    assertThat(run("session", "show", "s"))
        .contains("m1 user: Hi")
        .contains("m2 assistant: Hello.");
    assertThat(run("session", "chat", "s", "And\n\u001b[2J", "you?", "-m", "sim/sim-echo"))
        .contains("And\n[U+001B][2J you?");
    assertThat(run("session", "show", "s", "--view")).startsWith("window: ");
    assertThat(run("session", "show", "s", "--limit", "1")).contains("... more with --after m1");
    assertThat(run("session", "show", "s", "--after", "m1")).doesNotContain("m1 ", "more with");
    assertThat(run("session", "pin", "s", "m1")).contains("m1 is pinned");
    assertThat(run("session", "export", "s")).contains("\"pinned\":true");
    assertThat(run("session", "unpin", "s", "m1")).contains("m1 is not pinned");
    assertThat(run("session", "export", "s")).doesNotContain("\"pinned\":true");
    assertThat(run("session", "chat", "s", "New", "--follow-up=no", "-m", "sim/sim-echo", "--json"))
        .contains("\"caller\"");
    var fork = run("session", "fork", "s", "m1").strip();
    assertThat(run("session", "export", fork).lines()).hasSize(2);
    assertThat(Json.tree(run("session", "list", "--json")).at("/data/0/id").asString())
        .isNotBlank();
    Patience.until(
        () -> run("session", "list", "--usage").lines().anyMatch(SessionCommandTest::isUsed),
        "two calls of the session are told");
    assertThat(run("session", "erase", "s")).contains("is erased");
    assertThat(run("session")).contains(fork).doesNotContain("\ns ");
  }

  /** A line about the session with its calls, their tokens, and those that were saved. */
  private static boolean isUsed(String line) {
    return line.matches("s +2 +[1-9]\\d* +\\d+ +[\\d.]+.*");
  }

  @ResourceLock("System.in")
  @Test
  void a_conversation_goes_on_and_shows_what_is_sent() {
    var in = System.in;
    System.setIn(
        new ByteArrayInputStream("/why\nOne\nTwo\n/why\n/exit\n".getBytes(StandardCharsets.UTF_8)));
    try {
      var out = run("chat", "--model", "sim/sim-echo", "--system", "Be brief.");
      assertThat(out).contains("One").contains("  system: Be brief.").contains("  user: Two");
      assertThat(out).contains(" sure, by ");
    } finally {
      System.setIn(in);
    }
  }
}
