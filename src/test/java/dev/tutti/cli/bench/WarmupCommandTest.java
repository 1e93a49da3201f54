package dev.tutti.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import dev.tutti.chat.Json;
import dev.tutti.cli.TestingCli;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.terminal.Progress;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmupCommandTest {
  @TempDir Path folder;

  @Test
  void the_calls_are_counted_and_nothing_stays_behind() {
    var warmup = TestingCli.run("warmup", "--rounds", "2", "--folder", folder.toString());

    assertThat(warmup.code()).as(warmup.err()).isZero();
    assertThat(warmup.out())
        .startsWith("64 calls in ")
        .containsPattern("chats +20\n")
        .containsPattern("chats to Anthropic's API, streamed +4\n")
        .containsPattern("skill, streamed +2\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void every_call_goes_to_an_upstream_and_into_the_ledger() throws Exception {
    train(3, Duration.ofMinutes(1));
    var attempts = attempts();
    assertThat(attempts).containsExactly(entry("anthropic", 12), entry("openai", 84));
  }

  @Test
  void no_call_begins_when_the_time_is_over() throws Exception {
    var calls = train(3, Duration.ZERO);
    assertThat(calls.total()).isEqualTo(96);
    assertThat(calls.made()).isZero();
    assertThat(calls.kinds()).isEmpty();
  }

  @Test
  void a_server_that_refuses_is_told_with_the_reason() throws Exception {
    try (var training = TrainingServer.start(folder);
        var client = new ApiClient(training.url(), "tk-of-nobody")) {
      var calls = new TrainingCalls(client, 1, Duration.ofMinutes(1));
      assertThatIllegalStateException()
          .isThrownBy(() -> calls.make(unseen()))
          .withMessageContaining("key");
    }
  }

  @Test
  void no_rounds_are_a_wrong_argument() {
    var none = TestingCli.run("warmup", "--rounds", "0");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--rounds");
  }

  private TrainingCalls train(int rounds, Duration limit) throws Exception {
    try (var training = TrainingServer.start(folder);
        var client = new ApiClient(training.url(), training.key())) {
      var calls = new TrainingCalls(client, rounds, limit);
      calls.make(unseen());
      return calls;
    }
  }

  private static Progress unseen() {
    return new Progress(new PrintWriter(new StringWriter()), false, 1);
  }

  /** Attempts in the data that the training has left, by provider. */
  private Map<String, Integer> attempts() throws IOException {
    var data = folder.resolve("data").toString();
    var made = TestingCli.run("keys", "create", "--role", "admin", "--data", data);
    var counts = new TreeMap<String, Integer>();
    try (var tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
        var client = TestingClient.connect(tutti.url())) {
      var usage =
          client
              .get("/admin/usage?by=provider", "authorization: Bearer " + made.out().strip())
              .answer()
              .body();
      for (var row : Json.tree(usage).path("data")) {
        counts.put(row.path("group").asString(), row.path("attempts").asInt());
      }
    }
    return counts;
  }
}
