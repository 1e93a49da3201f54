package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks, batches and files that somebody asks for who wants them to break. */
class HostileTasksTest {
  private static final String CHAT =
      "{\"kind\":\"chat\",\"input\":{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private static final String LATER = ",\"run_at\":\"2999-01-01T00:00:00Z\"";

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static TestingAdmin admin;

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
    admin = new TestingAdmin(tutti.url(), "");
  }

  @AfterAll
  static void stop() {
    admin.close();
    tutti.close();
  }

  private static void assertRefused(int status, String method, String target, String body) {
    var answer = admin.ask(method, target, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text().length()).as("what was given is told in short").isLessThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"priority\":-1",
        "\"priority\":5.5",
        "\"priority\":1e30",
        "\"priority\":99999999999999999999999",
        "\"priority\":\"urgent\"",
        "\"timeout\":0",
        "\"timeout\":-5",
        "\"timeout\":1e999",
        "\"timeout\":\"-5s\"",
        "\"timeout\":\"999999999d\"",
        "\"timeout\":[]",
        "\"deadline\":\"+999999999-12-31T23:59:59Z\"",
        "\"deadline\":\"-999999999-01-01T00:00:00Z\"",
        "\"deadline\":\"+10000-01-01T00:00:00Z\"",
        "\"deadline\":1e18",
        "\"run_at\":\"+999999999-12-31T23:59:59Z\"",
        "\"run_at\":\"-999999999-01-01T00:00:00Z\"",
        "\"run_at\":\"soon\"",
        "\"schedule\":{\"cron\":\"* * * * *\",\"zone\":\"Mars/Phobos\"}",
        "\"schedule\":{\"cron\":\"* * * * *\",\"zone\":\"GMT+99\"}",
        "\"schedule\":{\"cron\":\"* * * * *\",\"zone\":{}}",
        "\"schedule\":{\"cron\":\"0 0 30 2 *\"}",
        "\"schedule\":{\"cron\":\"*/99999999999 * * * *\"}",
        "\"schedule\":{\"cron\":\"0-99999999999 * * * *\"}",
        "\"schedule\":{\"every\":0.5}",
        "\"schedule\":{\"every\":-1}",
        "\"schedule\":{\"every\":1e300}",
        "\"schedule\":{\"every\":\"60s\",\"cron\":\"* * * * *\"}",
        "\"schedule\":[]",
        "\"limits\":{\"tokens\":0}",
        "\"limits\":{\"tokens\":-9223372036854775808}",
        "\"limits\":{\"tokens\":9223372036854775808}",
        "\"limits\":{\"tokens\":1e3}",
        "\"limits\":{\"cost_usd\":-1}",
        "\"limits\":{\"cost_usd\":1e999}",
        "\"limits\":{\"cost_usd\":1e10}",
        "\"limits\":{\"output_bytes\":8388609}",
        "\"limits\":{\"steps\":0}",
        "\"limits\":{\"wall_time\":\"99999d\"}",
        "\"limits\":{\"cpu_time\":\"1s\"}",
        "\"limits\":[]",
        "\"idempotency_key\":\"\"",
        "\"idempotency_key\":7",
        "\"kind\":7"
      })
  void a_member_that_says_too_much_is_refused(String member) {
    assertRefused(400, "POST", "/v1/tasks", CHAT + "," + member + "}");
  }

  @Test
  void a_member_that_is_too_long_is_refused_in_few_words() {
    var digits = "9".repeat(400);
    var text = "x".repeat(1 << 20);
    for (var member :
        List.of(
            "\"limits\":{\"cost_usd\":" + digits + "}",
            "\"limits\":{\"steps\":" + digits + "}",
            "\"priority\":" + digits,
            "\"idempotency_key\":\"" + text + "\"",
            "\"schedule\":{\"cron\":\"" + text + "\"}",
            "\"schedule\":{\"cron\":\"* * * * *\",\"zone\":\"" + text + "\"}",
            "\"deadline\":\"" + text + "\"",
            "\"timeout\":\"" + text + "\"",
            "\"webhook\":\"https://" + text + "\"",
            "\"" + text + "\":1")) {
      assertRefused(400, "POST", "/v1/tasks", CHAT + "," + member + "}");
    }
    assertRefused(400, "POST", "/v1/tasks", "{\"kind\":\"" + text + "\",\"input\":{}}");
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertRefused(400, "POST", "/v1/tasks", "{\"kind\":\"chat\",\"input\":{\"a\":" + deep + "}}");
    assertRefused(400, "POST", "/v1/tasks/cancel", "{\"filter\":[\"" + text + "\"]}");
    assertRefused(400, "POST", "/v1/tasks/requeue", "{\"filter\":\"" + text + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://example.test@127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "//127.0.0.1/",
        "",
        "https://"
      })
  void a_receiver_is_a_public_address(String url) {
    var webhook = Json.text(Json.object().put("url", url));
    assertRefused(400, "POST", "/v1/tasks", CHAT + LATER + ",\"webhook\":" + webhook + "}");
    assertRefused(400, "POST", "/v1/tasks", CHAT + LATER + ",\"webhook\":" + Json.text(url) + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/tasks?limit=,-1 0 1001 1e3 99999999999999999999 x",
    "/v1/files?limit=,-1 0 10001 99999999999999999999 x",
    "/v1/batches?limit=,-1 0 101 99999999999999999999 x",
    "/v1/batches?after=,batch_none ../../x",
    "/v1/files?after=,file-none ../../x",
    "/v1/files?order=,up",
    "/v1/tasks/task_none/events?after=,-1 99999999999999999999 x",
    "/v1/tasks/task_none?wait=,-5 1e9 99999999999999999999s soon"
  })
  void a_number_of_a_query_that_is_none_is_refused(String target, String values) {
    for (var value : List.of(values.split(" ", -1))) {
      assertRefused(400, "GET", target + URLEncoder.encode(value, StandardCharsets.UTF_8), "");
    }
  }

  @Test
  void what_is_not_there_is_not_found_by_any_name() {
    for (var name : List.of("..%2f..%2ftutti.db", "file-" + "0".repeat(5_000), "%00", "file-x")) {
      for (var target : List.of("/v1/files/", "/v1/batches/", "/v1/tasks/")) {
        assertThat(admin.get(target + name).status()).as(target + name).isIn(400, 404, 414);
      }
      assertThat(admin.get("/v1/files/" + name + "/content").status()).isIn(400, 404, 414);
    }
  }

  @Test
  void a_batch_that_says_too_much_is_refused() {
    var form = new TestingForm().field("purpose", "batch").file("in.jsonl", "{}");
    var file = admin.upload("/v1/files", form).json().path("id").asString();
    for (var member :
        List.of(
            "\"completion_window\":\"0h\"",
            "\"completion_window\":\"-1h\"",
            "\"completion_window\":\"31d\"",
            "\"completion_window\":\"999999d\"",
            "\"completion_window\":\"24\"",
            "\"completion_window\":24",
            "\"metadata\":[]",
            "\"metadata\":{\"a\":1}",
            "\"output_expires_after\":{\"anchor\":\"created_at\",\"seconds\":-1}",
            "\"output_expires_after\":{\"anchor\":\"created_at\",\"seconds\":1e30}",
            "\"output_expires_after\":{\"anchor\":\"created_at\",\"seconds\":99999999999999999999}",
            "\"output_expires_after\":{\"anchor\":\"now\",\"seconds\":3600}",
            "\"endpoint\":\"/v1/models\"",
            "\"input_file_id\":[]")) {
      var body = "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/embeddings\"".formatted(file);
      assertRefused(400, "POST", "/v1/batches", body + "," + member + "}");
    }
    var none = "{\"input_file_id\":\"../../tutti.db\",\"endpoint\":\"/v1/embeddings\"}";
    assertRefused(404, "POST", "/v1/batches", none);
  }

  @Test
  void hundreds_of_waits_and_readers_who_never_read_hold_up_nobody() throws IOException {
    var task = admin.post("/v1/tasks", CHAT + LATER + "}").json().path("task_id").asString();
    var clients = new ArrayList<TestingClient>();
    try {
      for (int i = 0; i < 300; i++) {
        var client = TestingClient.connect(tutti.url());
        clients.add(client);
        var _ = client.get("/v1/tasks/" + task + (i % 3 == 0 ? "/events" : "?wait=60s"));
      }
      var answered = admin.post("/v1/tasks", CHAT + "}").json().path("task_id").asString();
      assertThat(admin.get("/v1/tasks/" + answered + "?wait=30s").json().path("status").asString())
          .isEqualTo("succeeded");
      assertThat(admin.post("/v1/tasks/" + task + "/cancel", "").status()).isEqualTo(200);
      for (int i = 1; i < 300; i += 3) {
        var told = Json.tree(clients.get(i).answer().body());
        assertThat(told.path("status").asString()).isEqualTo("cancelled");
      }
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
    Patience.until(() -> admin.get("/v1/tasks/" + task).status() == 200, "it answers");
  }
}
