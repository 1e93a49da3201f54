package dev.tutti.skill.release;

import static dev.tutti.skill.api.TestingRelease.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.skill.TestingTime;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.semver4j.Semver;

/** What is laid over {@code release.yaml}, and the revisions that versions had. */
class SkillReleasesTest {
  @TempDir private Path folder;
  private final TestingTime time = new TestingTime();
  private Store store;
  private TestingRelease skill;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    skill = new TestingRelease(store, time);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String given() {
    return skill.versions().find(new VersionSelector.Released(), 0.99).revision();
  }

  private static String revision(String version, String prompt) {
    return TestingRelease.skill(version, prompt).revision();
  }

  @Test
  void a_pin_outlives_an_edit_and_a_restart() {
    skill.folder("", Map.of("1.0.0", "One."));
    var pin = given();
    skill.folder("", Map.of("1.0.0", "Two."));
    assertThat(given()).isNotEqualTo(pin);
    var again = new TestingRelease(store, time).folder("", Map.of("1.0.0", "Three."));
    for (var each : new TestingRelease[] {skill, again}) {
      var found = each.versions().find(VersionSelector.of(pin), 0);
      assertThat(found.revision()).isEqualTo(pin);
      assertThat(found.files().text("prompt.md")).contains("One.");
    }
    assertThatThrownBy(() -> skill.versions().find(VersionSelector.of("1.0.0+0123456789ab"), 0))
        .isInstanceOf(Fault.class);
  }

  @Test
  void files_that_are_no_texts_count_in_the_digest_of_what_is_kept() {
    var digest = "ab".repeat(32);
    var files = SkillFiles.of(Map.of("prompt.md", "Hi"), digest);
    assertThat(files.digest()).isEqualTo(digest);
    assertThat(files.texts()).containsEntry("prompt.md", "Hi");
  }

  @Test
  void at_most_fifty_revisions_are_kept_and_those_in_force() {
    skill.folder("", Map.of("1.0.0", "One."));
    var first = given();
    skill.folder("", Map.of("1.0.0", "Prompt"));
    skill.releases().rollback(NAME, first, "admin");
    for (int i = 0; i < 60; i++) {
      time.pass(Duration.ofSeconds(1));
      skill.folder("", Map.of("1.0.0", "Prompt", "1.1.0", "Prompt " + i));
    }
    assertThat(given()).isEqualTo(first);
    assertThat(skill.versions().find(VersionSelector.of(revision("1.1.0", "Prompt 59")), 0))
        .isNotNull();
    assertThat(skill.versions().find(VersionSelector.of(first), 0)).isNotNull();
    assertThatThrownBy(
            () -> skill.versions().find(VersionSelector.of(revision("1.1.0", "Prompt 0")), 0))
        .isInstanceOf(Fault.class);
  }

  @Test
  void a_rollback_gives_what_was_given_before_and_another_one_undoes_it() {
    skill.folder("", Map.of("1.0.0", "One."));
    skill.folder("", Map.of("1.0.0", "One.", "1.1.0", "Two."));
    assertThat(given()).startsWith("1.1.0+");
    skill.releases().rollback(NAME, "", "admin");
    assertThat(given()).startsWith("1.0.0+");
    assertThat(skill.versions().release().withdrawn()).containsExactly(new Semver("1.1.0"));
    skill.releases().rollback(NAME, "", "admin");
    assertThat(given()).startsWith("1.1.0+");
    assertThat(skill.versions().release().withdrawn()).containsExactly(new Semver("1.0.0"));
  }

  @Test
  void a_rollback_of_a_split_gives_what_was_given_beside_it() {
    var prompts = Map.of("0.9.0", "Old.", "1.0.0", "One.", "1.1.0", "Two.");
    skill.folder("labels: {production: 0.9.0}", prompts);
    skill.folder("labels: {production: 1.0.0}", prompts);
    skill.folder("{labels: {production: 1.0.0}, split: {arms: {1.0.0: 90, 1.1.0: 10}}}", prompts);
    skill.releases().rollback(NAME, "", "admin");
    assertThat(given()).startsWith("1.0.0+");
    assertThat(skill.versions().release().withdrawn()).containsExactly(new Semver("1.1.0"));
  }

  @Test
  void a_rollback_to_a_revision_holds_until_the_folder_changes_again() {
    skill.folder("", Map.of("1.0.0", "Good."));
    var good = given();
    skill.folder("", Map.of("1.0.0", "Bad."));
    skill.releases().rollback(NAME, "", "admin");
    assertThat(given()).isEqualTo(good);
    assertThat(
            new TestingRelease(store, time)
                .folder("", Map.of("1.0.0", "Bad."))
                .versions()
                .standing()
                .revision())
        .as("after a restart")
        .isEqualTo(good);
    skill.folder("", Map.of("1.0.0", "Better."));
    assertThat(given()).isEqualTo(revision("1.0.0", "Better."));
  }

  @Test
  void a_split_ends_with_a_rollback() {
    skill.folder("split: {arms: {1.0.0: 50, 1.1.0: 50}}", Map.of("1.0.0", "One.", "1.1.0", "Two."));
    assertThat(given()).startsWith("1.1.0+");
    skill.releases().rollback(NAME, "1.0.0", "admin");
    assertThat(given()).startsWith("1.0.0+");
    skill.releases().clear(NAME, "admin");
    assertThat(given()).startsWith("1.1.0+");
    assertThat(skill.releases().shown(NAME).active()).isNull();
  }

  @Test
  @KnownFault("SKILLS-4")
  void what_the_canary_analysis_withdraws_is_given_by_no_range_and_no_label() {
    var prompts = Map.of("1.0.0", "One.", "1.1.0", "Two.");
    skill.folder(
        "{labels: {production: 1.0.0, canary: 1.1.0}, split: {arms: {1.0.0: 90, 1.1.0: 10}},"
            + " canary: {baseline: 1.0.0}}",
        prompts);
    var seen = skill.versions().release();
    assertThat(skill.releases().withdraw(NAME, seen, new Semver("1.1.0"), "errors")).isTrue();
    for (var name : new String[] {"", "^1", "latest", "canary", "production", ">1.0.0 || 1.0.0"}) {
      assertThat(skill.versions().find(VersionSelector.of(name), 0.99).version())
          .hasToString("1.0.0");
    }
    assertThat(skill.versions().find(VersionSelector.of("1.1.0"), 0).version())
        .hasToString("1.1.0");
    assertThatThrownBy(() -> skill.versions().find(VersionSelector.of(">1.0.0"), 0))
        .hasMessageContaining("withdrawn [1.1.0]");
  }

  @Test
  void splits_are_checked() {
    skill.folder("", Map.of("1.0.0", "One.", "1.1.0", "Two."));
    assertThatThrownBy(() -> split("{\"arms\": {\"1.0.0\": 1, \"3.0.0\": 1}}"))
        .hasMessageContaining("no version is \"3.0.0\"");
    assertThatThrownBy(() -> split("{\"arms\": {\"1.0.0\": 0}}")).hasMessageContaining("weight");
    assertThatThrownBy(() -> split("{\"armes\": {}}")).hasMessageContaining("unknown key");
    split(
        "{\"arms\": {\"1.0.0\": 3, \"1.1.0\": 1}, \"sticky\": \"user\","
            + " \"canary\": {\"baseline\": \"1.0.0\", \"rollback_if\": {\"tokens\": \"+12.5%\"}}}");
    var view = skill.releases().shown(NAME);
    assertThat(Json.text(ReleaseJson.of(view.inForce())))
        .contains("\"1.0.0\":3", "\"sticky\":\"user\"", "\"tokens\":\"+12.5%\"");
    assertThat(view.file().split().arms()).isEmpty();
    var overlay = Objects.requireNonNull(view.active()).overlay();
    assertThat(ReleaseOverlay.of(NAME, ReleaseJson.text(overlay))).isEqualTo(overlay);
  }

  @Test
  void a_split_may_still_bring_its_rules_under_their_former_name() {
    skill.folder("", Map.of("1.0.0", "One.", "1.1.0", "Two."));
    split("{\"arms\": {\"1.0.0\": 3, \"1.1.0\": 1}, \"guard\": {\"baseline\": \"1.0.0\"}}");
    var inForce = skill.releases().shown(NAME).inForce();
    assertThat(inForce.canary().baseline()).hasToString("1.0.0");
    assertThat(Json.text(ReleaseJson.of(inForce))).contains("\"canary\":{").doesNotContain("guard");
    assertThatThrownBy(() -> split("{\"arms\": {}, \"guard\": {}, \"canary\": {}}"))
        .hasMessageContaining("former name of canary");
  }

  private void split(String json) {
    skill.releases().split(NAME, Json.request(json.getBytes(StandardCharsets.UTF_8)), "admin");
  }

  @Test
  void a_file_that_is_edited_under_a_change_is_reported() {
    var prompts = new HashMap<>(Map.of("1.0.0", "One.", "1.1.0", "Two."));
    skill.folder("labels: {production: 1.0.0}", prompts);
    skill.releases().label(NAME, "production", "1.1.0", "key Ann");
    assertThat(skill.versions().problems()).isEmpty();
    skill.folder("labels: {production: 1.0.0, canary: 1.1.0}", prompts);
    assertThat(given()).startsWith("1.1.0+");
    assertThat(skill.versions().problems().getFirst())
        .contains("release.yaml", "key Ann", "DELETE /admin/skills/hello/release");
  }
}
