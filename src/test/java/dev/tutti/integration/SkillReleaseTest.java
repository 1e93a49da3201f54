package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Labels, splits, rollbacks and pins over the wire. */
class SkillReleaseTest {
  @TempDir private Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private TestingTutti tutti;
  private TestingAdmin admin;

  @BeforeEach
  void start() throws IOException {
    write("1.0.0", "One.");
    write("1.1.0", "Two.");
    upstream.playAlways(Chat.says("Hello"));
    open();
  }

  private void open() {
    tutti =
        TestingTutti.start(
            folder.resolve("data"),
            """
            providers: {up: {base_url: "%s"}}
            skills: {folder: "%s"}
            """
                .formatted(upstream.url(), folder.resolve("skills")));
    admin = new TestingAdmin(tutti.url(), "");
  }

  @AfterEach
  void stop() throws IOException {
    admin.close();
    tutti.close();
    upstream.close();
  }

  private void write(String version, String prompt) throws IOException {
    var path = Files.createDirectories(folder.resolve("skills/hello/v" + version));
    Files.writeString(path.resolve("skill.yaml"), "llm: {model: up/small}\n");
    Files.writeString(path.resolve("prompt.md"), prompt);
  }

  private String revision(String version) {
    var response =
        admin.post("/v1/skills/hello/execute?version=" + version, "{\"user_message\":\"Hi\"}");
    return response.json().path("revision").asString(response.text());
  }

  private String prompt(String version) throws InterruptedException {
    upstream.forget();
    revision(version);
    return Json.tree(upstream.turn().heard().body()).at("/messages/0/content").asString();
  }

  private JsonNode shown() {
    return admin.get("/admin/skills/hello").json();
  }

  @Test
  void a_label_is_moved_and_the_file_holds_again() {
    var response =
        admin.post("/admin/skills/hello/label", "{\"label\":\"production\",\"version\":\"1.0.0\"}");
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.json().at("/in_force/labels/production").asString()).isEqualTo("1.0.0");
    assertThat(revision("")).startsWith("1.0.0+");
    assertThat(shown().at("/release/laid_over/labels/production").asString()).isEqualTo("1.0.0");
    assertThat(shown().at("/release/file/labels").isEmpty()).isTrue();
    assertThat(admin.delete("/admin/skills/hello/release").status()).isEqualTo(200);
    assertThat(revision("")).startsWith("1.1.0+");
    assertThat(shown().at("/release/laid_over").isMissingNode()).isTrue();
    var audit = admin.get("/admin/audit").text();
    assertThat(audit).contains("skill.label", "skill hello production 1.0.0", "skill.reset");
  }

  @Test
  void what_is_wrong_is_told() {
    var version =
        admin.post("/admin/skills/hello/label", "{\"label\":\"production\",\"version\":\"9.0.0\"}");
    assertThat(version.status()).isEqualTo(404);
    assertThat(version.message()).contains("\"9.0.0\"", "1.1.0");
    assertThat(admin.post("/admin/skills/hello/label", "{}").message()).contains("is missing");
    assertThat(admin.post("/admin/skills/helo/rollback", "{}").message())
        .contains("did you mean hello");
    assertThat(admin.post("/admin/skills/hello/lable", "{}").status()).isEqualTo(404);
    assertThat(admin.post("/admin/skills/hello/rollback", "{}").message())
        .contains("nothing was given before");
  }

  @Test
  void a_split_shares_out_and_a_rollback_ends_it_over_a_restart() {
    var response =
        admin.post(
            "/admin/skills/hello/split",
            "{\"arms\":{\"1.0.0\":0,\"1.1.0\":100},\"sticky\":\"user\"}");
    assertThat(response.json().at("/in_force/split/arms/1.1.0").asInt()).isEqualTo(100);
    assertThat(revision("")).startsWith("1.1.0+");
    assertThat(admin.post("/admin/skills/hello/rollback", "{\"to\":\"1.0.0\"}").status())
        .isEqualTo(200);
    assertThat(revision("")).startsWith("1.0.0+");
    admin.close();
    tutti.close();
    open();
    assertThat(revision("")).startsWith("1.0.0+");
    assertThat(revision("latest")).as("what was rolled back").startsWith("1.0.0+");
  }

  @Test
  void a_pin_and_a_rollback_bring_an_edited_prompt_back() throws Exception {
    var pin = revision("");
    write("1.1.0", "Worse.");
    Patience.until(() -> !revision("").equals(pin), "the edit is in force");
    var pinned = pin.replace("+", "%2B");
    assertThat(prompt(pinned)).isEqualTo("Two.");
    assertThat(prompt("")).isEqualTo("Worse.");
    var response = admin.post("/admin/skills/hello/rollback", "{}");
    assertThat(response.json().at("/in_force/labels/production").asString())
        .as(response.text())
        .isEqualTo("1.1.0");
    assertThat(prompt("")).isEqualTo("Two.");
    write("1.1.0", "Better.");
    Patience.until(() -> !revision("").equals(pin), "the next edit is in force");
    assertThat(prompt("")).isEqualTo("Better.");
    assertThat(prompt(pinned)).isEqualTo("Two.");
  }
}
