package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /v1/batches} of a running server. */
class BatchesTest {
  private static final Set<String> ENDED = Set.of("completed", "failed", "expired", "cancelled");
  private static final String YAML =
      """
      providers:
        sim: {preset: sim}
        up: {base_url: "{upstream}", api_key: sk, max_in_flight: 4}
      """;

  @TempDir Path folder;
  private TestingUpstream upstream;
  private TestingTutti tutti;
  private TestingAdmin nobody;

  @BeforeEach
  void start() throws IOException {
    upstream = TestingUpstream.start();
    tutti = TestingTutti.start(folder, YAML.replace("{upstream}", upstream.url()));
    nobody = new TestingAdmin(tutti.url(), "");
  }

  @AfterEach
  void stop() throws IOException {
    nobody.close();
    tutti.close();
    upstream.close();
  }

  private static String line(String id, String url, String body) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"%s\",\"body\":%s}\n"
        .formatted(id, url, body);
  }

  private static String chats(int count, String model) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                line(
                    "c" + i,
                    "/v1/chat/completions",
                    "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"q%d\"}]}"
                        .formatted(model, i)))
        .collect(Collectors.joining());
  }

  private static String upload(TestingAdmin who, String lines) {
    var form = new TestingForm().field("purpose", "batch").file("in.jsonl", lines);
    return who.upload("/v1/files", form).json().path("id").asString("");
  }

  private static TestingAdmin.Response create(TestingAdmin who, String file, String endpoint) {
    return who.post(
        "/v1/batches",
        "{\"input_file_id\":\"%s\",\"endpoint\":\"%s\",\"completion_window\":\"24h\"}"
            .formatted(file, endpoint));
  }

  private JsonNode ended(JsonNode begun) {
    var batch = new JsonNode[] {begun};
    Patience.until(
        () -> {
          batch[0] = nobody.get("/v1/batches/" + begun.path("id").asString()).json();
          return ENDED.contains(batch[0].path("status").asString(""));
        },
        "the batch has ended");
    return batch[0];
  }

  private JsonNode run(String lines, String endpoint) {
    var begun = create(nobody, upload(nobody, lines), endpoint);
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    assertThat(begun.json().path("status").asString()).isEqualTo("validating");
    return ended(begun.json());
  }

  private List<JsonNode> content(JsonNode id) {
    return nobody
        .get("/v1/files/" + id.asString() + "/content")
        .text()
        .lines()
        .map(Json::tree)
        .toList();
  }

  @Test
  void a_line_with_an_unknown_model_goes_to_the_errors() {
    var lines = chats(30, "sim") + chats(1, "none").replace("c0", "lost");
    var batch = run(lines, "/v1/chat/completions");
    assertThat(batch.path("status").asString()).isEqualTo("completed");
    assertThat(batch.path("request_counts").toString())
        .isEqualTo("{\"total\":31,\"completed\":30,\"failed\":1}");
    assertThat(content(batch.path("output_file_id")))
        .extracting(each -> each.path("custom_id").asString())
        .hasSize(30)
        .doesNotHaveDuplicates();
    var error = content(batch.path("error_file_id")).getFirst();
    assertThat(error.path("custom_id").asString()).isEqualTo("lost");
    assertThat(error.at("/response/status_code").asInt()).isEqualTo(404);
    assertThat(error.at("/response/request_id").asString()).startsWith("req_");
    assertThat(batch.at("/usage/total_tokens").asLong())
        .isPositive()
        .isEqualTo(
            content(batch.path("output_file_id")).stream()
                .mapToLong(each -> each.at("/response/body/usage/total_tokens").asLong())
                .sum());
    assertThat(error.at("/response/body/error/code").asString()).isEqualTo("model_not_found");
    assertThat(nobody.get("/v1/batches").json().at("/data/0/id")).isEqualTo(batch.path("id"));
    var path = "/v1/tasks/" + batch.path("task_id").asString() + "?wait=30s";
    var task = nobody.get(path).json(); // it ends behind its batch
    assertThat(task.path("status").asString()).isEqualTo("succeeded");
    assertThat(task.at("/result/batch_id")).isEqualTo(batch.path("id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /v1/completions | {"model":"sim","prompt":"Hi"}                 | /response/body/choices/0/text
          /v1/embeddings  | {"model":"sim/sim-embedding","input":"Hi"}    | /response/body/data/0/embedding/0
          /v1/responses   | {"model":"sim","input":"Hi"}                  | /response/body/output/0/content/0/text
          """)
  void every_endpoint_is_answered(String url, String body, String place) {
    var batch = run(line("a", url, body), url);
    assertThat(batch.path("request_counts").path("completed").asInt()).as(batch.toString()).isOne();
    var answer = content(batch.path("output_file_id")).getFirst();
    assertThat(answer.at(place).isMissingNode()).as(answer.toString()).isFalse();
  }

  @Test
  void a_line_that_is_refused_leaves_its_conversation_to_others() {
    var conversation = nobody.post("/v1/conversations", "{}").json().path("id").asString();
    var body = "{\"model\":\"%s\",\"input\":\"Hi\",\"conversation\":\"" + conversation + "\"}";
    var batch = run(line("lost", "/v1/responses", body.formatted("none")), "/v1/responses");
    assertThat(batch.path("request_counts").path("failed").asInt()).as(batch.toString()).isOne();
    var next = nobody.post("/v1/responses", body.formatted("sim"));
    assertThat(next.status()).as(next.text()).isEqualTo(200);
  }

  @Test
  void a_file_that_is_wrong_fails_with_the_line() {
    var batch = run(chats(2, "sim") + "oops\n", "/v1/chat/completions");
    assertThat(batch.path("status").asString()).isEqualTo("failed");
    assertThat(batch.at("/errors/data/0/code").asString()).isEqualTo("invalid_json_line");
    assertThat(batch.at("/errors/data/0/line").asInt()).isEqualTo(3);
    assertThat(batch.path("output_file_id").isNull()).isTrue();
  }

  @Test
  void what_is_not_there_or_not_for_batches_is_refused() {
    assertThat(create(nobody, "file-none", "/v1/embeddings").status()).isEqualTo(404);
    var form = new TestingForm().field("purpose", "user_data").file("in.jsonl", "x");
    var other = nobody.upload("/v1/files", form).json().path("id").asString("");
    assertThat(create(nobody, other, "/v1/embeddings").status()).isEqualTo(400);
    assertThat(create(nobody, upload(nobody, "x"), "/v1/models").status()).isEqualTo(400);
    assertThat(nobody.get("/v1/batches/batch_none").status()).isEqualTo(404);
    assertThat(nobody.post("/v1/batches/batch_none/cancel", "").status()).isEqualTo(404);
  }

  @Test
  void a_cancelled_batch_asks_no_more_and_keeps_what_it_has() {
    upstream.play(Chat.answers("one"), Chat.answers("two"), Chat.answers("three"));
    upstream.playAlways(turn -> turn.awaitLeft());
    var begun = create(nobody, upload(nobody, chats(50, "up/m")), "/v1/chat/completions").json();
    var path = "/v1/batches/" + begun.path("id").asString();
    Patience.until(
        () -> nobody.get(path).json().path("request_counts").path("completed").asInt() == 3,
        "three are answered");
    assertThat(nobody.post(path + "/cancel", "").json().path("status").asString())
        .isEqualTo("cancelling");
    var batch = ended(begun);
    assertThat(batch.path("status").asString()).isEqualTo("cancelled");
    assertThat(content(batch.path("output_file_id"))).hasSize(3);
    tutti.awaitQuiet(upstream);
    assertThat(nobody.post(path + "/cancel", "").status()).isEqualTo(400);
  }

  @Test
  void interactive_calls_go_before_lines() throws IOException {
    upstream.playAlways(turn -> turn.awaitLeft());
    var begun = create(nobody, upload(nobody, chats(50, "up/m")), "/v1/chat/completions").json();
    Patience.until(() -> upstream.waiting() == 3, "three of four places are taken");
    upstream.playAlways(turn -> turn.json(200, Chat.whole("now")));
    try (var client =
        tutti.ask("{\"model\":\"up/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")) {
      assertThat(client.answer().body()).contains("now");
    }
    var path = "/v1/batches/" + begun.path("id").asString();
    assertThat(nobody.post(path + "/cancel", "").status()).isEqualTo(200);
    assertThat(ended(begun).path("status").asString()).isEqualTo("cancelled");
  }

  @Test
  void a_batch_is_its_owners_alone_and_has_the_rights_of_its_key() {
    var all = AllowedModels.ALL;
    try (var anna = new TestingAdmin(tutti.url(), key("anna", AllowedModels.of(List.of("sim"))));
        var bert = new TestingAdmin(tutti.url(), key("bert", all))) {
      Patience.until(
          () ->
              nobody.get("/v1/files").status() == 401
                  && anna.get("/v1/files").status() == 200
                  && bert.get("/v1/files").status() == 200,
          "the keys are known");
      var lines =
          line("may", "/v1/embeddings", "{\"model\":\"sim\",\"input\":\"x\"}")
              + line("not", "/v1/embeddings", "{\"model\":\"sim/sim-embedding\",\"input\":\"x\"}");
      var file = upload(anna, lines);
      assertThat(create(bert, file, "/v1/embeddings").status()).isEqualTo(404);
      var id = create(anna, file, "/v1/embeddings").json().path("id").asString();
      assertThat(bert.get("/v1/batches/" + id).status()).isEqualTo(404);
      assertThat(bert.post("/v1/batches/" + id + "/cancel", "").status()).isEqualTo(404);
      assertThat(bert.get("/v1/batches").json().path("data")).isEmpty();
      Patience.until(
          () -> anna.get("/v1/batches/" + id).json().path("status").asString().equals("completed"),
          "the batch has ended");
      var counts = anna.get("/v1/batches/" + id).json().path("request_counts");
      assertThat(counts.path("failed").asInt()).isEqualTo(1);
      var stolen =
          "{\"kind\":\"batch\",\"input\":{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/embeddings\"}}"
              .formatted(file);
      var task = bert.post("/v1/tasks", stolen).json().path("task_id").asString();
      var failed = bert.get("/v1/tasks/" + task + "?wait=30s").json();
      assertThat(failed.path("status").asString()).isEqualTo("failed");
      assertThat(failed.at("/error/message").asString()).contains("no file");
    }
  }

  private String key(String owner, AllowedModels models) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      return Store.await(keys.create(new Grant(owner, owner, Role.USER, models))).secret();
    }
  }
}
