package dev.tutti.skill.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.output.OutputForms;
import dev.tutti.provider.Simulation;
import dev.tutti.provider.SimulationSettings;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.OfflineSkills;
import dev.tutti.skill.api.CaseResult;
import dev.tutti.skill.load.SkillLoader;
import dev.tutti.testing.KnownFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that skills bring along: what passes, what fails, and what is said of it. */
class SkillCasesTest {
  private static final String SETTINGS = "version: 1.0.0\nllm: {model: up/small}\n";

  @TempDir private Path folder;

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void hello(String settings, String tests) throws IOException {
    write("hello/v1.0.0/skill.yaml", SETTINGS + settings);
    write("hello/v1.0.0/prompt.md", "You greet {{ name | default('you') }}.");
    write("hello/v1.0.0/tests/core.yaml", tests);
  }

  private List<CaseResult> run() {
    return OfflineSkills.load(folder, "sim").test("", null);
  }

  private CaseResult only() {
    var all = run();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private void passes(String settings, String tests) throws IOException {
    hello(settings, tests);
    var tested = run().stream().filter(each -> !each.name().equals("no tests")).toList();
    assertThat(tested).isNotEmpty().allSatisfy(each -> assertThat(each.flaws()).isEmpty());
    assertThat(tested).allMatch(each -> each.status() == CaseResult.Status.PASSED);
  }

  @Test
  @KnownFault("SKILLS-18")
  void a_skill_without_tests_is_named() throws IOException {
    write("bare/skill.yaml", SETTINGS);
    write("bare/prompt.md", "Hi.");
    assertThat(only().skill()).isEqualTo("bare");
    assertThat(only().status()).isEqualTo(CaseResult.Status.SKIPPED);
    assertThat(only().name()).isEqualTo("no tests");
  }

  private String flaw(String settings, String tests) throws IOException {
    hello(settings, tests);
    var result = only();
    assertThat(result.status()).isEqualTo(CaseResult.Status.FAILED);
    return String.join("\n", result.messages());
  }

  private static String says(String answer, String expected) {
    return """
    # a comment
    - name: greets
      input: {user_message: Hi, context: {name: Ann}}
      model: {says: [%s]}
      expect: {%s}
    """
        .formatted(answer, expected);
  }

  @Test
  void every_kind_of_expectation_can_be_met() throws IOException {
    write("hello/v1.0.0/some.json", "{\"required\":[\"a\"]}");
    passes(
        "",
        """
        - name: a text
          input: {user_message: Hi, context: {name: Ann}}
          model: {says: ["Hello, Ann! 42"]}
          expect:
            equals: Hello, Ann! 42
            contains: [Ann, Hello]
            not_contains: Bob
            matches: '\\d+$'
            max_tokens: 100
            prompt_contains: [You greet Ann., Hi]
        - name: a value
          model: {says: [{json: {a: {b: [1, 2.0]}}}]}
          expect: {json: {/a/b/1: 2}, equals: {a: {b: [1.0, 2]}}, schema: some.json}
        - name: a fault
          model: {says: [{fault: content_filter}]}
          expect: {error: content_filter}
        """);
  }

  @Test
  void what_is_otherwise_is_told_with_its_place() throws IOException {
    assertThat(flaw("", says("Hello", "contains: Ann")))
        .isEqualTo("tests/core.yaml:2: case \"greets\": contains: \"Ann\" is not in \"Hello\"");
    assertThat(flaw("", says("Hello", "equals: Bye")))
        .contains("equals: \"Hello\" (expected: \"Bye\")");
    assertThat(flaw("", says("Hello", "equals: {a: 1}"))).contains("(expected: {\"a\":1})");
    assertThat(flaw("", says("Hello", "not_contains: ell"))).contains("\"ell\" is in \"Hello\"");
    assertThat(flaw("", says("Hello", "matches: '^x'"))).contains("(expected: ^x)");
    assertThat(flaw("", says("Hello", "max_tokens: 1"))).contains("(expected: at most 1)");
    assertThat(flaw("", says("Hello", "schema: true"))).contains("the answer is no JSON");
    assertThat(flaw("", says("{json: {a: 1}}", "json: {/b: 2}"))).contains("/b is missing");
    assertThat(flaw("", says("Hello", "error: timeout"))).contains("it answers \"Hello\"");
    assertThat(flaw("", says("{fault: timeout}", "contains: a")))
        .contains("it fails with timeout", "(expected: an answer)");
    assertThat(flaw("", says("Hello", "prompt_contains: Bob"))).contains("\"Bob\" is in no prompt");
  }

  @Test
  void a_script_must_have_an_answer_for_every_question_and_no_more() throws IOException {
    assertThat(flaw("", says("", "contains: a"))).contains("asked more than 0 times");
    assertThat(flaw("", says("Hello, Hello", "contains: H")))
        .contains("model.says has 2 answers (expected: 1,");
  }

  @Test
  void slips_of_the_pen_are_told() throws IOException {
    hello("", "- {name: a, expect: {contain: x}, modle: {says: [x]}}\n- 7\n");
    assertThat(only().flaws())
        .containsExactly(
            "tests/core.yaml:1: case \"a\": modle: unknown. Did you mean model?",
            "tests/core.yaml:1: case \"a\": expect.contain: unknown. Did you mean contains?",
            "tests/core.yaml:2: not a case (expected: {name: ..., expect: ...})");
    hello("", "a: b\n");
    assertThat(only().flaws().getFirst()).startsWith("tests/core.yaml: not a list");
    hello("", "- {name: a, model: {says: [{fault: nonsense}]}, expect: {error: none}}\n");
    assertThat(only().flaws())
        .anyMatch(flaw -> flaw.contains("\"nonsense\""))
        .anyMatch(flaw -> flaw.contains("error: \"none\""));
  }

  @Test
  void an_answer_with_a_form_is_mended_asked_for_again_or_replaced() throws IOException {
    write("hello/v1.0.0/out.json", "{\"type\":\"object\",\"required\":[\"a\"]}");
    write("hello/v1.0.0/fallback.md", "Sorry, {{ name }}.");
    passes(
        "output: {schema: out.json, on_invalid: fallback}\n",
        """
        - {name: as it is, model: {says: [{json: {a: 1}}]}, expect: {json: {/a: 1}, schema: true}}
        - {name: mended, model: {says: ['```json {"a": 1} ```']}, expect: {json: {/a: 1}}}
        - {name: again, model: {says: [no, {json: {a: 1}}]}, expect: {json: {/a: 1}}}
        - name: never
          input: {context: {name: Ann}}
          model: {says: [no, no]}
          expect: {equals: "Sorry, Ann."}
        """);
  }

  @Test
  void tools_are_scripted_or_other_skills() throws IOException {
    write("base/v1.0.0/skill.yaml", SETTINGS);
    write("base/v1.0.0/prompt.md", "You know everything.");
    var ask = "{tool_calls: [{name: %s, arguments: {user_message: Why?}}]}";
    passes(
        "tools: [skill:base, http:lookup]\n",
        """
        - name: for real
          model: {says: [%1$s, Because., "It is so: because."]}
          expect: {prompt_contains: [You know everything., Why?], contains: because}
        - name: scripted
          tools: {base: So., lookup: [one, two]}
          model: {says: [%1$s, %2$s, %2$s, %2$s, Done.]}
          expect: {prompt_contains: [So., one, two, the test has no answer of this tool]}
        """
            .formatted(ask.formatted("base"), ask.formatted("lookup")));
  }

  @Test
  void a_recording_among_the_files_is_played() throws IOException {
    write(
        "hello/v1.0.0/tests/one.json",
        """
        {"request": {"user_message": "Hi", "context": {"name": "Bo"}}, "result": {},
         "exchanges": [{"deployment": "up/small", "usage": [3, 4, 0, 0, 0, 0, 0, false],
           "events": [{"is": "text", "choice": 0, "text": "Hi, "},
             {"is": "text", "choice": 0, "text": "Bo!"}]}]}
        """);
    passes(
        "",
        "- {name: a, model: {recorded: one.json}, expect: {equals: 'Hi, Bo!', max_tokens: 7,"
            + " prompt_contains: greet Bo}}\n");
    assertThat(flaw("", "- {name: a, model: {recorded: two.json}, expect: {}}\n"))
        .contains("two.json is not there");
  }

  @Test
  void models_are_simulated_or_asked_only_when_they_may_be() throws IOException {
    hello(
        "",
        """
        - {name: simulated, model: {simulate: true}, expect: {matches: .+}}
        - {name: asked, input: {user_message: Hi}, expect: {matches: .+}}
        - {name: judged, model: {says: [Hello]}, expect: {judge: {criteria: polite}}}
        """);
    assertThat(run())
        .extracting(CaseResult::status)
        .containsExactly(
            CaseResult.Status.PASSED, CaseResult.Status.SKIPPED, CaseResult.Status.SKIPPED);
    var simulation = ModelCatalog.only(Simulation.provider(SimulationSettings.builtIn()).asNamed());
    var live = OfflineSkills.load(folder, "sim").test("hello", simulation);
    assertThat(live.get(1).status()).isEqualTo(CaseResult.Status.PASSED);
    assertThat(live.get(2).status()).isNotEqualTo(CaseResult.Status.SKIPPED);
  }

  @Test
  void a_judge_decides_by_its_score() throws IOException {
    hello(
        "", "- {name: a, model: {says: [Hello]}, expect: {judge: {criteria: p, min_score: 0.5}}}");
    assertThat(judged("{\"score\": 0.9, \"reason\": \"good\"}").flaws()).isEmpty();
    assertThat(judged("{\"score\": 0.2, \"reason\": \"rude\"}").flaws())
        .containsExactly("judge: 0.20 (expected: at least 0.50): rude");
  }

  private CaseResult judged(String verdict) {
    var script = new Script(List.of(Json.valueOf(verdict)), new OutputForms());
    return OfflineSkills.load(folder, "sim")
        .test("", ModelCatalog.only(new ScriptedModel(script)))
        .getFirst();
  }

  @Test
  void too_many_tests_and_too_much_time_are_told() throws IOException {
    hello("", "- {name: a, model: {says: [x]}, expect: {contains: x}}\n".repeat(201));
    assertThat(only().flaws()).containsExactly("tests: 201 cases (expected: at most 200)");
    hello("", says("Hello", "contains: H"));
    var loaded = OfflineSkills.load(folder, "sim").catalog();
    var skill = loaded.skill("hello").newest();
    var late = new SkillCases(new OutputForms(), Duration.ZERO).problems(skill, loaded);
    assertThat(late).hasSize(1).first().asString().contains("taken all the time");
  }

  @Test
  void a_skill_that_fails_its_tests_is_not_served_and_the_last_good_one_stays() throws IOException {
    var forms = new OutputForms();
    var trial = new SkillCases(forms);
    var loader =
        new SkillLoader(
            folder,
            forms,
            () -> "sim",
            _ -> true,
            trial::problems,
            SkillLoader.RevisionStore.NOTHING);
    hello("", says("Hello", "contains: Bye"));
    assertThat(loader.load().rejected().toString())
        .contains("v1.0.0/tests/core.yaml:2: case \"greets\": contains: \"Bye\"");
    hello("", says("Hello", "contains: Hello"));
    var good = loader.load().skill("hello").newest();
    hello("description: worse\n", says("Hello", "contains: Bye"));
    var kept = loader.load().skill("hello");
    assertThat(kept.newest()).isSameAs(good);
    assertThat(kept.problems()).hasSize(1).first().asString().contains("\"Bye\" is not in");
    assertThat(loader.load().skill("hello").problems()).isEqualTo(kept.problems());
  }

  @Test
  void what_another_skill_is_missing_for_is_tried_when_it_is_there() throws IOException {
    var forms = new OutputForms();
    var trial = new SkillCases(forms);
    var loader =
        new SkillLoader(
            folder,
            forms,
            () -> "sim",
            _ -> true,
            trial::problems,
            SkillLoader.RevisionStore.NOTHING);
    hello("dependencies: [{name: base}]\n", says("Hello", "contains: Hello"));
    assertThat(loader.load().rejected().toString()).contains("needs base");
    write("base/v1.0.0/skill.yaml", SETTINGS);
    write("base/v1.0.0/prompt.md", "You know everything.");
    assertThat(loader.load().skills()).containsKeys("base", "hello");
  }
}
