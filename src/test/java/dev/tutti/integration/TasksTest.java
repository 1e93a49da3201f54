package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Durable tasks of a running server, over HTTP. */
class TasksTest {
  private static final String CHAT =
      """
      {"kind":"chat","input":{"model":"fast","messages":[{"role":"user","content":"Hi"}]}}
      """;

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static TestingAdmin admin;
  private static ApiDescription description;

  @BeforeAll
  static void start() throws IOException {
    var skill = Files.createDirectories(folder.resolve("skills/hello/v1.0.0"));
    Files.writeString(skill.resolve("skill.yaml"), "llm: {model: fast}\n");
    Files.writeString(skill.resolve("prompt.md"), "Say hello.");
    var known = Files.createDirectories(folder.resolve("skills/known/v1.0.0"));
    Files.writeString(known.resolve("skill.yaml"), "llm: {model: fast}\ncache: {ttl: 1h}\n");
    Files.writeString(known.resolve("prompt.md"), "Say what you know.");
    var yaml =
        """
        providers: {sim: {preset: sim}}
        models: {fast: {deployments: [{provider: sim, model: small}]}}
        skills: {folder: "%s"}
        tasks: {retry: {base: 1ms, max: 1ms}}
        """
            .formatted(folder.resolve("skills"));
    tutti = TestingTutti.start(folder, yaml);
    admin = new TestingAdmin(tutti.url(), "");
    description = new ApiDescription(admin.get("/openapi.json").json());
  }

  @AfterAll
  static void stop() {
    admin.close();
    tutti.close();
  }

  private static JsonNode ask(int status, String method, String target, String body) {
    var response = admin.ask(method, target, body);
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    var path = target.replaceFirst("[?].*", "").replaceFirst("/task_[a-z0-9]+", "/{id}");
    var template = path.replace("/hello/", "/{name}/");
    assertThat(description.check(method, template, status, response.json()))
        .as(response.text())
        .isEmpty();
    return response.json();
  }

  private static JsonNode ended(String id) {
    return ask(200, "GET", "/v1/tasks/" + id + "?wait=30s", "");
  }

  @Test
  void a_chat_is_answered_as_at_its_endpoint() {
    var submitted = ask(202, "POST", "/v1/tasks", CHAT);
    var id = submitted.path("task_id").asString();
    assertThat(submitted.path("status").asString()).isEqualTo("pending");
    assertThat(submitted.has("predicted")).isTrue();
    var task = ended(id);
    assertThat(task.path("status").asString()).isEqualTo("succeeded");
    var result = task.path("result");
    assertThat(result.path("object").asString()).isEqualTo("chat.completion");
    assertThat(result.path("choices").path(0).path("message").path("content").asString())
        .isNotEmpty();
    assertThat(task.path("usage").path("total_tokens").asLong())
        .isEqualTo(result.path("usage").path("total_tokens").asLong());
    var report = ask(200, "GET", "/v1/tasks/" + id + "/report", "");
    assertThat(report.path("steps").path(0).path("step").asString()).isEqualTo("answer");
    assertThat(report.path("history").size()).isEqualTo(4);
  }

  @Test
  void all_that_a_filter_means_are_cancelled() {
    var later =
        CHAT.strip()
            .replace("{\"kind\"", "{\"run_at\":\"2999-01-01T00:00:00Z\",\"priority\":1,\"kind\"");
    var first = ask(202, "POST", "/v1/tasks", later).path("task_id").asString();
    ask(202, "POST", "/v1/tasks", later);
    var filter = "{\"filter\":\"priority=1\"}";
    assertThat(ask(200, "POST", "/v1/tasks/cancel", filter).path("cancelled").asInt()).isEqualTo(2);
    assertThat(ask(200, "POST", "/v1/tasks/cancel", filter).path("cancelled").asInt()).isZero();
    assertThat(ended(first).path("status").asString()).isEqualTo("cancelled");
    ask(400, "POST", "/v1/tasks/cancel", "{}");
  }

  @Test
  void a_skill_is_executed_in_the_background() {
    var submitted =
        ask(
            202,
            "POST",
            "/v1/skills/hello/execute",
            "{\"user_message\":\"Hi\",\"background\":true}");
    var task = ended(submitted.path("task_id").asString());
    assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
    assertThat(task.path("result").path("skill").asString()).isEqualTo("hello");
    assertThat(task.path("result").path("text").asString()).isNotEmpty();
    assertThat(task.path("usage").path("total_tokens").asLong()).isPositive();
    var direct =
        ask(
            202,
            "POST",
            "/v1/tasks",
            "{\"kind\":\"skill\",\"input\":{\"skill\":\"hello@^1\",\"user_message\":\"Hi\"}}");
    assertThat(ended(direct.path("task_id").asString()).path("status").asString())
        .isEqualTo("succeeded");
  }

  @Test
  void the_same_of_a_skill_with_a_cache_asks_no_model_again() {
    var body = "{\"kind\":\"skill\",\"input\":{\"skill\":\"known\",\"user_message\":\"Hi\"}}";
    var first = ended(ask(202, "POST", "/v1/tasks", body).path("task_id").asString());
    assertThat(first.at("/usage/total_tokens").asLong()).as(first.toString()).isPositive();
    var second = ended(ask(202, "POST", "/v1/tasks", body).path("task_id").asString());
    assertThat(second.at("/usage/total_tokens").asLong()).as(second.toString()).isZero();
    assertThat(second.at("/result/text")).isEqualTo(first.at("/result/text"));
    var other = ask(202, "POST", "/v1/tasks", body.replace("Hi", "Ho")).path("task_id").asString();
    assertThat(ended(other).at("/usage/total_tokens").asLong()).isPositive();
  }

  @Test
  void what_is_wrong_is_said() {
    assertThat(ask(400, "POST", "/v1/tasks", "{\"kind\":\"none\",\"input\":{}}").toString())
        .contains(
            "expected: one of [application, batch, character, chat, cooperation, digest, skill");
    assertThat(ask(400, "POST", "/v1/tasks", "{\"knd\":\"chat\"}").toString()).contains("kind");
    ask(400, "POST", "/v1/tasks", "{\"kind\":\"chat\",\"input\":{}}");
    ask(400, "POST", "/v1/tasks", CHAT.replace("\"kind\"", "\"priority\":10,\"kind\""));
    ask(404, "GET", "/v1/tasks/task_none", "");
    ask(404, "POST", "/v1/tasks/task_none/cancel", "");
    ask(400, "GET", "/v1/tasks?status=lost", "");
    ask(400, "GET", "/v1/tasks?filter=moon%3D1", "");
  }

  @Test
  void an_input_is_checked_against_the_schema_of_its_kind() {
    var wrong = ask(400, "POST", "/v1/tasks", CHAT.replace("\"fast\"", "7"));
    assertThat(ask(200, "GET", "/v1/tasks/kinds", "").findValuesAsString("kind"))
        .contains("batch", "chat");
    assertThat(wrong.at("/error/param").asString()).isEqualTo("input.model");
    assertThat(wrong.at("/error/message").asString()).contains("integer found, string expected");
  }

  @Test
  void a_submission_says_what_is_expected_and_advised_and_the_task_keeps_it() {
    for (int i = 0; i < 9; i++) {
      ended(ask(202, "POST", "/v1/tasks", CHAT).path("task_id").asString());
    }
    var auto = CHAT.replace("\"kind\"", "\"priority\":\"auto\",\"kind\"");
    var submitted = new AtomicReference<JsonNode>();
    Patience.until(
        () -> {
          var next = ask(202, "POST", "/v1/tasks", auto);
          ended(next.path("task_id").asString());
          submitted.set(next);
          return next.path("priority_reason").asString().contains("expected to take");
        },
        "enough has ended for a forecast");
    var task = submitted.get();
    assertThat(task.path("priority").asInt()).isEqualTo(6);
    assertThat(task.at("/advice/0/advice").asString()).isEqualTo("run_now");
    var ended = ended(task.path("task_id").asString());
    assertThat(ended.path("predicted")).isEqualTo(task.path("predicted"));
    assertThat(ended.path("waits_for").isNull()).isTrue();
  }

  @Test
  void limits_are_kept_and_shown() {
    var limited =
        CHAT.replace("\"kind\"", "\"limits\":{\"tokens\":1,\"wall_time\":\"10m\"},\"kind\"");
    var task = ended(ask(202, "POST", "/v1/tasks", limited).path("task_id").asString());
    assertThat(task.path("status").asString()).isEqualTo("failed");
    assertThat(task.at("/error/class").asString()).isEqualTo("resource_error");
    assertThat(task.at("/limits/wall_time").asDouble()).isEqualTo(600);
    assertThat(task.at("/limits/tokens").asLong()).isEqualTo(1);
    assertThat(task.at("/usage/total_tokens").asLong()).isPositive();
    ask(400, "POST", "/v1/tasks", limited.replace("10m", "soon"));
    var again = "/v1/tasks/" + task.path("task_id").asString() + "/requeue";
    ask(400, "POST", again, "{\"limit\":{\"tokens\":100000}}");
    ask(202, "POST", again, "{\"limits\":{\"tokens\":100000}}");
    var done = ended(task.path("task_id").asString());
    assertThat(done.path("status").asString()).isEqualTo("succeeded");
    assertThat(done.path("usage")).as("its step was kept").isEqualTo(task.path("usage"));
  }

  @Test
  void the_report_of_tasks_says_what_failed_and_has_the_forms_of_reports() {
    var none = CHAT.replace("fast", "none-for-the-report");
    ended(ask(202, "POST", "/v1/tasks", none).path("task_id").asString());
    var report = admin.get("/admin/reports/tasks?from=-1h").json();
    assertThat(description.check("GET", "/admin/reports/{kind}", 200, report)).isEmpty();
    assertThat(report.path("kind").asString()).isEqualTo("tasks");
    assertThat(report.toString()).contains("task_causes", "none-for-the-report");
    assertThat(admin.get("/admin/reports/tasks?format=md&lang=zh").text()).contains("任务");
    assertThat(admin.get("/admin/reports/summary").json().toString()).contains("task_figures");
    assertThat(admin.get("/admin/reports/tasks?filter=owner%3Dx").status()).isEqualTo(400);
  }

  @Test
  void an_unknown_model_fails_at_once_and_may_be_requeued() {
    var id = ask(202, "POST", "/v1/tasks", CHAT.replace("fast", "none")).path("task_id").asString();
    var task = ended(id);
    assertThat(task.path("status").asString()).isEqualTo("failed");
    assertThat(task.path("error").path("class").asString()).isEqualTo("dependency_error");
    ask(202, "POST", "/v1/tasks/" + id + "/requeue", "");
    assertThat(ended(id).path("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void a_report_has_the_whole_history() {
    var id = ask(202, "POST", "/v1/tasks", CHAT.replace("fast", "none")).path("task_id").asString();
    for (int i = 0; i < 200; i++) {
      ended(id);
      ask(202, "POST", "/v1/tasks/" + id + "/requeue", "");
    }
    ended(id);
    var history = ask(200, "GET", "/v1/tasks/" + id + "/report", "").path("history");
    assertThat(history.size()).isEqualTo(1 + 201 * 2 + 200);
    assertThat(history.path(history.size() - 1).path("type").asString()).isEqualTo("failed");
  }

  @Test
  void the_calls_of_a_task_are_found_by_it() {
    var id = ask(202, "POST", "/v1/tasks", CHAT).path("task_id").asString();
    ended(id);
    var calls = admin.get("/admin/calls?filter=task%3D" + id).json().path("data");
    assertThat(calls.size()).isEqualTo(1);
    assertThat(calls.path(0).path("task").asString()).isEqualTo(id);
    assertThat(calls.path(0).path("endpoint").asString()).isEqualTo("task");
    var skill =
        ask(
            202,
            "POST",
            "/v1/tasks",
            "{\"kind\":\"skill\",\"input\":{\"skill\":\"hello\",\"user_message\":\"Hi\"}}");
    var executed = skill.path("task_id").asString();
    ended(executed);
    assertThat(admin.get("/admin/calls?filter=task%3D" + executed).json().path("data").size())
        .isEqualTo(1);
    for (var task : List.of(id, executed)) {
      var counts = admin.get("/admin/top?by=task&measure=calls&filter=task%3D" + task).json();
      assertThat(counts.path("data").toString()).contains(task);
    }
  }

  @Test
  void an_idempotency_key_gives_the_same_task() {
    var body = CHAT.replace("\"kind\"", "\"idempotency_key\":\"once\",\"kind\"");
    var id = ask(202, "POST", "/v1/tasks", body).path("task_id").asString();
    assertThat(ask(200, "POST", "/v1/tasks", body).path("task_id").asString()).isEqualTo(id);
    ask(409, "POST", "/v1/tasks", body.replace("Hi", "Ho"));
  }

  @Test
  void a_task_for_later_is_cancelled() {
    var later = CHAT.replace("\"kind\"", "\"run_at\":\"2999-01-01T00:00:00Z\",\"kind\"");
    var task = ask(202, "POST", "/v1/tasks", later);
    assertThat(task.path("status").asString()).isEqualTo("scheduled");
    var id = task.path("task_id").asString();
    assertThat(ask(200, "POST", "/v1/tasks/" + id + "/cancel", "").path("status").asString())
        .isEqualTo("cancelled");
    assertThat(ended(id).path("status").asString()).isEqualTo("cancelled");
  }

  @Test
  void lists_page_and_filter() {
    for (int i = 0; i < 3; i++) {
      ended(ask(202, "POST", "/v1/tasks", CHAT).path("task_id").asString());
    }
    var first = ask(200, "GET", "/v1/tasks?status=succeeded&filter=kind%3Dchat&limit=2", "");
    assertThat(first.path("data").size()).isEqualTo(2);
    assertThat(first.path("has_more").asBoolean()).isTrue();
    var last = first.path("data").path(1).path("task_id").asString();
    var second = ask(200, "GET", "/v1/tasks?status=succeeded&limit=2&after=" + last, "");
    assertThat(second.path("data").path(0).path("task_id").asString()).isNotEqualTo(last);
  }

  @Test
  void events_are_streamed_to_the_end_and_resumed() {
    var id = ask(202, "POST", "/v1/tasks", CHAT).path("task_id").asString();
    ended(id);
    var all = tutti.get("/v1/tasks/" + id + "/events");
    assertThat(all).contains("id: 1\nevent: created\n", "event: step", "event: succeeded");
    var rest = tutti.get("/v1/tasks/" + id + "/events?after=2");
    assertThat(rest).doesNotContain("event: created").contains("event: succeeded");
  }

  @Test
  void meters_tell_of_tasks() {
    ended(ask(202, "POST", "/v1/tasks", CHAT).path("task_id").asString());
    Patience.until(
        () -> tutti.get("/metrics").contains("tutti_tasks_attempts_total"), "it is counted");
    Patience.until(
        () -> Json.text(tutti.metric("tutti_tasks_waiting")).equals("0.0"), "no task waits");
  }
}
