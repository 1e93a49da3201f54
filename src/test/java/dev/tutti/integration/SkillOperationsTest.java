package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Promptness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What operators see of skills, and what deployments do to them. */
class SkillOperationsTest {
  private static final String HI = "{\"user_message\":\"Hi\"}";
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** So long nothing may change before it is served. */
  private static final Duration MOST_PAUSE = Duration.ofMillis(590);

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "").write("hello", version("1.0.0", "One.", "a1"));
    skills.write("hello", version("2.0.0", "Two.", "a2"));
    skills.write("hello", "release.yaml", "labels: {production: 1.0.0}").reload();
    skills.upstream().playAlways(Chat.says("Hello"));
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private static String[] version(String version, String prompt, String input) {
    var home = "v" + version + "/";
    return new String[] {
      home + "skill.yaml",
      ServedSkills.PLAIN + "description: takes " + input + "\ninput: {schema: in.json}",
      home + "prompt.md",
      prompt,
      home + "in.json",
      "{\"required\":[\"%s\"],\"properties\":{\"%s\":{}}}".formatted(input, input)
    };
  }

  private JsonNode get(String path) {
    return skills.admin("GET", path, "");
  }

  @Test
  @KnownFault({"SKILLS-12", "SKILLS-W"})
  void a_skill_is_shown_as_it_is_served() {
    var served = get("/v1/skills/hello");
    assertThat(served.path("version").asString()).isEqualTo("1.0.0");
    assertThat(served.path("description").asString()).isEqualTo("takes a1");
    assertThat(served.at("/input_schema/required/0").asString()).isEqualTo("a1");
    assertThat(get("/v1/skills").at("/data/0/version").asString()).isEqualTo("1.0.0");
    for (var version : List.of("2.0.0", "latest", "%5E2", "2.0.0%2B" + digest("2.0.0"))) {
      var other = get("/v1/skills/hello?version=" + version);
      assertThat(other.path("version").asString()).as(version).isEqualTo("2.0.0");
      assertThat(other.at("/input_schema/required/0").asString()).isEqualTo("a2");
    }
    assertThat(get("/v1/skills/hello?version=9.9.9").at("/error/message").asString())
        .contains("no version is 9.9.9");
  }

  private String digest(String version) {
    var revision = get("/v1/skills/hello?version=" + version).path("revision").asString();
    return revision.substring(revision.indexOf('+') + 1);
  }

  private List<String> figures(String skill) {
    var figures = new ArrayList<String>();
    for (var each : get("/admin/skills/" + skill).path("figures")) {
      if (each.path("executions").asInt() > 0) {
        figures.add(
            "%d of %s, %s, $%s"
                .formatted(
                    each.path("executions").asInt(),
                    each.path("revision").asString(),
                    each.path("success_rate").asString(),
                    each.path("usd_per_execution").asString("unknown")));
      }
    }
    return figures;
  }

  @Test
  @KnownFault("SKILLS-11")
  void figures_are_of_each_revision_and_survive_a_restart() {
    skills.write("fig", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "One.").reload();
    var first = skills.said("fig", HI).path("revision").asString();
    skills.said("fig", HI);
    skills.write("fig", "prompt.md", "Two.").reload();
    var second = skills.said("fig", HI).path("revision").asString();
    var expected =
        List.of("1 of " + second + ", 1.0, $unknown", "2 of " + first + ", 1.0, $unknown");
    assertThat(figures("fig")).isEqualTo(expected);
    skills.restart();
    assertThat(figures("fig")).isEqualTo(expected);
    skills.said("fig", HI);
    assertThat(figures("fig").getFirst()).startsWith("2 of " + second);
  }

  @Test
  @KnownFault("SKILLS-11")
  void what_ended_in_the_fallback_text_is_no_success_and_not_free() {
    skills.write(
        "down", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "One.", "fallback.md", "Sorry.");
    skills.reload();
    skills.upstream().playAlways(turn -> turn.json(503, "{}"));
    var revision = skills.said("down", HI).path("revision").asString();
    assertThat(figures("down")).containsExactly("1 of " + revision + ", 0.0, $unknown");
  }

  @Test
  @KnownFault("SKILLS-W")
  void revisions_are_listed_compared_and_audited() {
    var first = get("/v1/skills/hello").path("revision").asString();
    skills.write("hello", "v1.0.0/prompt.md", "Another.").reload();
    var second = get("/v1/skills/hello").path("revision").asString();
    var revisions = get("/admin/skills/hello/revisions").path("data");
    assertThat(revisions).hasSize(3);
    assertThat(revisions.get(0).path("revision").asString()).isEqualTo(second);
    assertThat(revisions.get(0).path("standing").asBoolean()).isTrue();
    assertThat(revisions.toString()).contains(first);
    var diff =
        get("/admin/skills/hello/diff?from=%s&to=%s".formatted(encoded(first), encoded(second)));
    assertThat(diff.path("diff").asString()).contains("-One.\n+Another.\n");
    assertThat(get("/admin/audit").toString())
        .contains(
            "an edit of the folder",
            "skill hello %s -> %s: prompt.md +1 -1".formatted(first, second));
    var back = skills.admin("POST", "/admin/skills/hello/rollback", "{\"to\":\"" + first + "\"}");
    assertThat(back.path("standing").asString()).isEqualTo(first);
  }

  private static String encoded(String revision) {
    return revision.replace("+", "%2B");
  }

  @Test
  @KnownFault("SKILLS-13")
  void a_skill_may_call_tools_a_hundred_times_one_by_one() {
    skills.write(
        "busy", "skill.yaml", ServedSkills.PLAIN + "tools: [\"skill:tool\"]", "prompt.md", "Busy.");
    skills.write("tool", "skill.yaml", "llm: {model: up/tool}", "prompt.md", "Tool.").reload();
    skills
        .upstream()
        .playAlways(
            turn -> {
              var asked = Json.tree(turn.heard().body());
              long calls =
                  asked
                      .path("messages")
                      .valueStream()
                      .filter(each -> each.path("role").asString("").equals("tool"))
                      .count();
              var says =
                  asked.path("model").asString().equals("tool") || calls >= 100
                      ? Chat.says("done after " + calls)
                      : Chat.calls("tool", "{\"user_message\":\"x\"}");
              says.play(turn);
            });
    assertThat(skills.said("busy", HI).path("text").asString()).isEqualTo("done after 100");
  }

  @Test
  @KnownFault("SKILLS-13")
  void a_skill_md_folder_has_its_limits_from_a_skill_yaml_beside_it() {
    skills
        .write(
            "agent", "SKILL.md", "---\nname: agent\ndescription: From the front\n---\nDo {{ it }}.")
        .write("agent", "references/more.md", "More.")
        .write(
            "agent", "skill.yaml", "limits: {input_chars: 10}\npermissions: {roles: [doctor]}\n");
    skills.reload();
    assertThat(get("/v1/skills/agent").path("description").asString()).isEqualTo("From the front");
    assertThat(get("/admin/skills/agent").path("problems").toString()).isEqualTo("[]");
    var long11 = skills.said("agent", "{\"user_message\":\"Hello World\"}");
    assertThat(long11.at("/error/code").asString()).isEqualTo("limit_exceeded");
    skills.write("agent", "skill.yaml", "llm: {model: up/big}\nversion: 1.2.3\n").reload();
    var said = skills.said("agent", HI);
    assertThat(said.path("model_used").asString()).isEqualTo("up/big");
    assertThat(said.path("version").asString()).isEqualTo("1.2.3");
  }

  @Test
  @KnownFault("SKILLS-18")
  void a_skill_md_of_another_name_is_told_and_served() {
    skills.write("folder", "SKILL.md", "---\nname: other\n---\nHi.").reload();
    assertThat(get("/admin/skills/folder").path("problems").toString())
        .contains("SKILL.md: name: other (expected: the folder's name");
    assertThat(get("/v1/skills/folder").path("name").asString()).isEqualTo("folder");
  }

  @Test
  @KnownFault({"SKILLS-18", "SKILLS-W"})
  void a_half_written_file_is_served_to_nobody() throws Exception {
    skills
        .upstream()
        .playAlways(
            turn -> {
              var asked = Json.tree(turn.heard().body());
              Chat.says(asked.at("/messages/0/content").asString()).play(turn);
            });
    Promptness.within(MOST_PAUSE, number -> pauseWithin("slow" + number));
  }

  /** Writes a file in two halves; how long that took, after which the first one may be served. */
  private Duration pauseWithin(String skill) throws IOException {
    skills.write(skill, "skill.yaml", ServedSkills.PLAIN, "prompt.md", "old").reload();
    var seen = new ArrayList<String>();
    var prompt = skills.path(skill + "/prompt.md");
    long began = System.nanoTime();
    Files.writeString(prompt, "first half, ");
    while (Promptness.since(began).compareTo(PAUSE) < 0) {
      seen.add(skills.said(skill, HI).path("text").asString());
    }
    Files.writeString(prompt, "first half, second half");
    var paused = Promptness.since(began);
    Patience.until(
        () -> {
          var text = skills.said(skill, HI).path("text").asString();
          seen.add(text);
          return text.equals("first half, second half");
        },
        "the whole edit is in force");
    if (paused.compareTo(MOST_PAUSE) <= 0) {
      assertThat(seen).containsOnly("old", "first half, second half");
    }
    return paused;
  }

  @Test
  @KnownFault("SKILLS-18")
  void skills_go_on_while_their_folder_is_away() throws Exception {
    var root = skills.path("");
    var away = folder.resolve("away");
    Files.move(root, away);
    skills.reload();
    assertThat(skills.execute("hello", "{\"context\":{\"a1\":1}}").status()).isEqualTo(200);
    Files.move(away, root);
    skills.write("hello", "v1.0.0/prompt.md", "Back.").reload();
    var _ = skills.execute("hello", "{\"context\":{\"a1\":1}}");
    assertThat(get("/admin/skills/hello").path("problems").toString()).isEqualTo("[]");
  }

  @Test
  @KnownFault("SKILLS-W")
  void skills_may_be_in_folders_of_folders() {
    skills.write("medicine/triage", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "Triage.");
    skills.write("medicine/more/dosage", "SKILL.md", "Dosage.");
    skills.write("other/triage", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "Another.");
    skills.write("empty", "note.txt", "nothing").reload();
    assertThat(skills.execute("triage", HI).status()).isEqualTo(200);
    assertThat(skills.execute("dosage", HI).status()).isEqualTo(200);
    assertThat(get("/admin/skills/triage").path("problems").toString())
        .contains("other/triage: another skill has its name");
    assertThat(get("/admin/skills/empty").path("problems").toString())
        .contains("empty: no version in it");
  }

  @Test
  @KnownFault("SKILLS-W")
  void a_skill_that_is_not_there_is_told_from_a_model_that_is_not() {
    skills.write("needy", "skill.yaml", "llm: {model: nope}", "prompt.md", "Hi.").reload();
    var model = skills.said("needy", HI).at("/error/message").asString();
    var skill = skills.said("nobody", HI).at("/error/message").asString();
    assertThat(model).startsWith("skill needy: model nope: ");
    assertThat(skill).startsWith("skill: \"nobody\" is not known");
  }
}
