package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Answers about files and batches, by the schemas that the server publishes, see {@link
 * AnswerSchemaTest}.
 */
class BatchSchemaTest {
  @TempDir Path folder;
  private TestingTutti tutti;
  private TestingAdmin nobody;
  private ApiDescription description;

  @BeforeEach
  void start() {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
    nobody = new TestingAdmin(tutti.url(), "");
    description = new ApiDescription(nobody.get("/openapi.json").json());
  }

  @AfterEach
  void stop() {
    nobody.close();
    tutti.close();
  }

  private JsonNode upload(String text) {
    var form = new TestingForm().field("purpose", "batch").file("in.jsonl", text);
    return check("POST", "/v1/files", 200, nobody.upload("/v1/files", form));
  }

  private JsonNode check(String method, String path, int status, TestingAdmin.Response answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(description.check(method, path, status, answer.json()))
        .as("%s %s: %s", method, path, answer.text())
        .isEmpty();
    return answer.json();
  }

  private JsonNode ask(int status, String method, String path, String id) {
    return check(method, path, status, nobody.ask(method, path.replace("{id}", id), ""));
  }

  @Test
  void files_are_as_described() {
    var id = upload("{}").path("id").asString("");
    ask(200, "GET", "/v1/files", "");
    ask(200, "GET", "/v1/files/{id}", id);
    ask(200, "DELETE", "/v1/files/{id}", id);
    ask(404, "GET", "/v1/files/{id}", "file-none");
    ask(404, "GET", "/v1/files/{id}/content", "file-none");
    ask(400, "POST", "/v1/files", "");
  }

  private JsonNode create(String text) {
    var body =
        "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"24h\",\"metadata\":{\"a\":\"b\"}}"
            .formatted(upload(text).path("id").asString(""));
    assertThat(description.checkRequest("POST", "/v1/batches", Json.tree(body))).isEmpty();
    return check("POST", "/v1/batches", 200, nobody.post("/v1/batches", body));
  }

  @Test
  void batches_are_as_described() {
    var line =
        "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":\"sim\",\"input\":\"x\"}}";
    for (var text : new String[] {line, "oops"}) {
      var id = create(text).path("id").asString("");
      var last = text.equals(line) ? "completed" : "failed";
      Patience.until(
          () -> ask(200, "GET", "/v1/batches/{id}", id).path("status").asString("").equals(last),
          "the batch has " + last);
      ask(400, "POST", "/v1/batches/{id}/cancel", id);
    }
    ask(200, "GET", "/v1/batches", "");
    ask(404, "GET", "/v1/batches/{id}", "batch_none");
  }
}
