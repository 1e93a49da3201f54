package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Recovery;
import dev.tutti.testing.Chat;
import dev.tutti.testing.LogRecorder;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The file is edited, and changed from elsewhere too. */
class ChangeAndFileTest {
  private static final String TO_THE_OTHER =
      "{\"deployments\":[{\"provider\":\"other\",\"model\":\"m\"}]}";

  @TempDir Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private final TestingUpstream other = TestingUpstream.start();
  private final LogRecorder log = new LogRecorder("dev.tutti.Snapshots");
  private Path file;
  private TestingTutti tutti;
  private TestingAdmin admin;

  @BeforeEach
  void start() throws IOException {
    upstream.playAlways(Chat.answers("from one"));
    other.playAlways(Chat.answers("from the other"));
    file = folder.resolve("tutti.yaml");
    save("first: {deployments: [{provider: up, model: m}]}");
    open();
  }

  private void open() {
    tutti = TestingTutti.following(file, folder);
    admin = new TestingAdmin(tutti.url(), "");
  }

  @AfterEach
  void stop() throws IOException {
    close();
    log.close();
    upstream.close();
    other.close();
  }

  private void close() {
    admin.close();
    tutti.close();
  }

  @Test
  void a_change_stays_when_the_file_is_edited_and_the_conflict_is_told() throws Exception {
    admin.put("/admin/models/first", TO_THE_OTHER);
    assertThat(ask("first")).contains("from the other");
    save("first: {deployments: [{provider: up, model: edited}]}");
    var told = awaitLog("The file contradicts a change");
    assertThat(told)
        .contains("models.first:", "tutti.yaml:5:10 was edited since change 1 by anonymous")
        .contains("./tutti models reset first");
    assertThat(conflicts()).hasSize(1).allMatch(each -> told.endsWith(each));
    assertThat(ask("first")).contains("from the other");
    close();
    open();
    assertThat(conflicts()).as("after a restart").hasSize(1);
    admin.post("/admin/models/first/reset", "");
    assertThat(conflicts()).isEmpty();
    assertThat(ask("first")).contains("from one");
  }

  @Test
  void other_edits_and_the_same_edit_are_no_conflict() throws Exception {
    admin.put("/admin/models/first", TO_THE_OTHER);
    save(
        "first: {deployments: [{provider: up, model: m}]}\n"
            + "  second: {deployments: [{provider: up, model: m}]}");
    Patience.until(() -> ask("second").contains("from one"), "the edit is in force");
    assertThat(conflicts()).isEmpty();
    save("first: {deployments: [{provider: other, model: m}]}");
    Patience.until(() -> ask("second").contains("model_not_found"), "the edit is in force");
    assertThat(conflicts()).isEmpty();
  }

  @Test
  void what_is_removed_stays_removed_when_the_file_is_edited() throws Exception {
    admin.delete("/admin/models/first");
    save("first: {deployments: [{provider: up, model: edited}]}");
    awaitLog("The file contradicts a change: models.first:");
    assertThat(ask("first")).contains("model_not_found");
  }

  @Test
  void a_broken_file_keeps_nobody_from_changing() throws Exception {
    save("first: {deploiments: []}");
    Patience.until(() -> !config().path("refused").isEmpty(), "the file is refused");
    assertThat(config().path("refused").toString()).contains("tutti.yaml:5", "deploiments");
    assertThat(admin.put("/admin/models/fresh", TO_THE_OTHER).status()).isEqualTo(200);
    assertThat(admin.post("/admin/deployments/up/m/drain", "").status()).isEqualTo(200);
    assertThat(ask("fresh")).contains("from the other");
    assertThat(config().path("refused").isEmpty()).as("the file is mended").isFalse();
    save("first: {deployments: [{provider: up, model: n}]}");
    Patience.until(() -> config().path("refused").isEmpty(), "the file is mended");
    assertThat(ask("first")).contains("from one");
    assertThat(ask("fresh")).contains("from the other");
  }

  @Test
  void a_file_that_says_again_what_is_in_force_is_refused_no_longer() throws Exception {
    save("first: {deploiments: []}");
    Patience.until(() -> !config().path("refused").isEmpty(), "the file is refused");
    save("first: {deployments: [{provider: up, model: m}]}");
    Patience.until(() -> config().path("refused").isEmpty(), "the file is as it was");
  }

  @Test
  void an_edit_that_a_change_cannot_live_with_is_refused_naming_the_change() throws Exception {
    admin.put("/admin/models/fresh", TO_THE_OTHER);
    var edit = "providers: {up: {base_url: \"%s\"}}".formatted(upstream.url());
    write(edit);
    assertThat(awaitLog("change 1 by anonymous: models.fresh.deployments[0].provider: \"other\""))
        .contains("the old one stays");
    assertThat(ask("fresh")).contains("from the other");
    close();
    assertThatThrownBy(this::open).hasMessageContaining("change 1 by anonymous: models.fresh");
    Recovery.rollback(
        Configuration.file(file).with("data", folder.resolve("data").toString(), "test"), 0);
    open();
    assertThat(ask("fresh")).contains("model_not_found");
    var audited = admin.get("/admin/audit").json().path("data").get(0);
    assertThat(audited.path("who").asString()).isEqualTo("command line");
    assertThat(audited.path("action").asString()).isEqualTo("model.rollback to 0");
  }

  private List<String> conflicts() {
    return config().path("conflicts").valueStream().map(JsonNode::asString).toList();
  }

  private JsonNode config() {
    return admin.get("/admin/config").json();
  }

  private String awaitLog(String words) throws InterruptedException {
    return log.await(each -> each.contains(words), "\"" + words + "\" in the log");
  }

  private void save(String models) throws IOException {
    write(
        """
        providers:
          up: {base_url: "%s"}
          other: {base_url: "%s"}
        models:
          %s
        """
            .formatted(upstream.url(), other.url(), models));
  }

  /** The file is never empty for a moment, which would be another edit. */
  private void write(String text) throws IOException {
    var fresh = Files.writeString(file.resolveSibling("fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private String ask(String model) {
    try (var client = tutti.ask(question(model))) {
      return client.answer().body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
