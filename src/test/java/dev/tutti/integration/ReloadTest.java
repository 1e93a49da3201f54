package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.LogRecorder;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved configuration is in force within a second; a broken one changes nothing. */
class ReloadTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private final TestingUpstream other = TestingUpstream.start();
  private final LogRecorder log = new LogRecorder("dev.tutti.Snapshots");
  private Path file;
  private TestingTutti tutti;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("tutti.yaml");
    save(yaml(upstream, "first"));
    tutti = TestingTutti.following(file, folder);
    upstream.playAlways(Chat.answers("from one"));
    other.playAlways(Chat.answers("from the other"));
  }

  @AfterEach
  void stop() throws IOException {
    log.close();
    tutti.close();
    upstream.close();
    other.close();
  }

  @Test
  void a_new_alias_is_there_within_a_second() throws Exception {
    Promptness.within(
        SOON,
        number -> {
          var alias = "new" + number;
          assertThat(ask(alias)).contains("model_not_found");
          save(yaml(upstream, alias));
          long saved = System.nanoTime();
          Patience.until(() -> ask(alias).contains("from one"), alias + " is there");
          return Promptness.since(saved);
        });
    assertThat(ask("first")).contains("model_not_found");
  }

  @Test
  void a_call_ends_as_it_began() throws Exception {
    var gate = new Gate();
    upstream.play(turn -> turn.stream().event(text("old")).await(gate).event(finish()).done());
    try (var client = tutti.ask(streamed("first"))) {
      assertThat(client.head().status()).isEqualTo(200);
      replace(yaml(other, "first"));
      Patience.until(() -> ask("first").contains("from the other"), "the new one is asked");
      gate.open();
      assertThat(client.events().getLast()).isEqualTo("data: [DONE]");
    }
  }

  @Test
  void a_broken_file_changes_nothing_and_is_reported() throws Exception {
    replace(yaml(upstream, "first").replace("deployments", "deploiments"));
    assertThat(refusal())
        .contains("The new configuration cannot be used")
        .contains("tutti.yaml:4", "deploiments", "Did you mean \"deployments\"?");
    assertThat(ask("first")).contains("from one");
    replace("providers: {");
    refusal();
    assertThat(ask("first")).contains("from one");
    Files.delete(file);
    refusal();
    assertThat(ask("first")).contains("from one");
    save(yaml(other, "first"));
    Patience.until(() -> ask("first").contains("from the other"), "the mended file is in force");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "null", "~", "---\n", "# nothing yet\n", "--- null\n..."})
  @KnownFault("SECURITY-F16")
  void a_file_that_has_become_empty_is_a_broken_edit(String empty) throws Exception {
    save(empty);
    emptied();
    assertThat(ask("first")).contains("from one");
    save("{}");
    Patience.until(() -> ask("first").contains("model_not_found"), "nothing is said on purpose");
    save("# nothing\n");
    emptied();
    save(yaml(other, "first"));
    Patience.until(() -> ask("first").contains("from the other"), "the mended file is in force");
  }

  /** Other tests reload too, at the same time. */
  private void emptied() throws InterruptedException {
    var told = log.await(each -> each.contains(file + ": is empty"), "the refusal");
    assertThat(told).contains("or {} for none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "# later\n"})
  @KnownFault("SECURITY-F16")
  void nothing_starts_with_an_empty_file(String empty) throws Exception {
    var quiet = Files.writeString(folder.resolve("quiet.yaml"), empty);
    assertThatThrownBy(() -> TestingTutti.following(quiet, folder.resolve("quiet")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(quiet + ": is empty (expected: keys with values, or {} for none)");
    assertThat(folder.resolve("quiet")).doesNotExist();
  }

  @Test
  @KnownFault("SECURITY-F16")
  void a_file_that_says_nothing_on_purpose_is_all_defaults() throws Exception {
    var quiet = Files.writeString(folder.resolve("quiet.yaml"), "{}");
    try (var started = TestingTutti.following(quiet, folder.resolve("quiet"))) {
      assertThat(started.get("/v1/models")).contains("sim");
    }
  }

  @Test
  void what_only_a_new_start_can_change_is_said_so() throws Exception {
    save("pool: {max_connections: 7}\n" + yaml(upstream, "first"));
    var _ =
        log.await(
            each -> each.contains("pool: change with the next start only"),
            "a word about the start");
    assertThat(ask("first")).contains("from one");
  }

  @Test
  void a_provider_that_stays_keeps_its_connections() throws Exception {
    assertThat(ask("first")).contains("from one");
    save(yaml(upstream, "second"));
    Patience.until(() -> ask("second").contains("from one"), "second is there");
    assertThat(tutti.pool(upstream).path("created").asLong()).isEqualTo(upstream.accepted());
  }

  private static String yaml(TestingUpstream upstream, String alias) {
    return """
    providers:
      up: {base_url: "%s"}
    models:
      %s: {deployments: [{provider: up, model: m}]}
    """
        .formatted(upstream.url(), alias);
  }

  private void save(String yaml) throws IOException {
    Files.writeString(file, yaml);
  }

  /** As editors do. */
  private void replace(String yaml) throws IOException {
    var fresh = Files.writeString(folder.resolve("fresh"), yaml);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private String ask(String model) {
    try (var client = tutti.ask(question(model))) {
      return client.answer().body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the operator is told of this file; other tests have files of their own. */
  private String refusal() throws InterruptedException {
    return log.await(
        each -> each.contains("the old one stays") && each.contains(folder.toString()),
        "a refusal");
  }
}
