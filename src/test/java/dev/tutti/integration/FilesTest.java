package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /v1/files} of a running server. */
class FilesTest {
  @TempDir Path folder;
  private TestingTutti tutti;
  private TestingAdmin nobody;

  @BeforeEach
  void start() {
    tutti = TestingTutti.start(folder, "files: {max_size: 8MiB, owner_bytes: 10MiB}");
    nobody = new TestingAdmin(tutti.url(), "");
  }

  @AfterEach
  void stop() {
    nobody.close();
    tutti.close();
  }

  private static TestingForm form(String purpose, byte[] content) {
    return new TestingForm().field("purpose", purpose).file("in.jsonl", content);
  }

  @Test
  void a_file_comes_back_as_it_was_sent() throws Exception {
    long seed = System.nanoTime();
    var content = new byte[5_000_001];
    new Random(seed).nextBytes(content);
    var uploaded = nobody.upload("/v1/files", form("batch", content));
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(200);
    var json = uploaded.json();
    assertThat(json.path("object").asString()).isEqualTo("file");
    assertThat(json.path("bytes").asInt()).isEqualTo(content.length);
    assertThat(json.path("expires_at").asLong() - json.path("created_at").asLong())
        .isEqualTo(30L * 24 * 3_600);
    var id = json.path("id").asString();
    assertThat(download(id)).as("seed %d", seed).isEqualTo(content);
    assertThat(nobody.get("/v1/files/" + id).json()).isEqualTo(json);
    assertThat(nobody.get("/v1/files?purpose=batch").json().at("/data/0")).isEqualTo(json);
    assertThat(nobody.get("/v1/files?purpose=vision").json().path("data")).isEmpty();
    assertThat(nobody.delete("/v1/files/" + id).json().path("deleted").asBoolean()).isTrue();
    assertThat(nobody.get("/v1/files/" + id + "/content").status()).isEqualTo(404);
    assertThat(contents()).isZero();
  }

  private byte[] download(String id) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(tutti.url() + "/v1/files/" + id + "/content"));
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }
  }

  private long contents() {
    try (Stream<Path> all = Files.list(tutti.data().resolve("files"))) {
      return all.count();
    } catch (IOException _) {
      return 0;
    }
  }

  @Test
  void fields_may_follow_the_file() {
    var form =
        new TestingForm()
            .file("in.txt", "")
            .field("purpose", "user_data")
            .field("expires_after[anchor]", "created_at")
            .field("expires_after[seconds]", "3600");
    var json = nobody.upload("/v1/files", form).json();
    assertThat(json.path("bytes").asInt(-1)).isZero();
    assertThat(json.path("expires_at").asLong() - json.path("created_at").asLong())
        .isEqualTo(3_600);
    assertThat(nobody.get("/v1/files/" + json.path("id").asString() + "/content").text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          purpose:poem                                                          | purpose
          purpose:batch_output                                                  | batch_output
          nothing:                                                              | purpose: is missing
          purpose:batch,purpose:batch                                           | given twice
          purpose:batch,expires_after[anchor]:now,expires_after[seconds]:3600   | created_at
          purpose:batch,expires_after[anchor]:created_at                        | expires_after[seconds]
          purpose:batch,expires_after[anchor]:created_at,expires_after[seconds]:60 | 3600 to 2592000
          """)
  void fields_that_say_nothing_are_refused(String fields, String message) {
    var form = new TestingForm().file("in.jsonl", "x");
    for (var field : fields.split(",", -1)) {
      form.field(field.split(":", -1)[0], field.split(":", -1)[1]);
    }
    var answer = nobody.upload("/v1/files", form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.message()).contains(message);
    Patience.until(() -> contents() == 0, "nothing is left");
  }

  @Test
  void what_is_no_file_is_refused() {
    var none = nobody.upload("/v1/files", new TestingForm().field("purpose", "batch"));
    assertThat(none.message()).startsWith("file: is missing");
    var plain = new TestingForm().field("purpose", "batch").field("file", "text");
    assertThat(nobody.upload("/v1/files", plain).message()).startsWith("file: is missing");
    var json = nobody.post("/v1/files", "{}");
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.message()).contains("multipart/form-data");
    var two = new TestingForm().file("a", "a").file("b", "b").field("purpose", "batch");
    assertThat(nobody.upload("/v1/files", two).message()).contains("one file");
  }

  @Test
  void a_file_and_the_files_of_an_owner_are_bounded() {
    var tooLarge = nobody.upload("/v1/files", form("batch", new byte[(8 << 20) + 1]));
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(nobody.upload("/v1/files", form("batch", new byte[8 << 20])).status())
        .isEqualTo(200);
    var full = nobody.upload("/v1/files", form("batch", new byte[3 << 20]));
    assertThat(full.status()).isEqualTo(413);
    assertThat(full.message()).contains("owner_bytes");
    Patience.until(() -> contents() == 1, "only what was kept is there");
  }

  @Test
  void nothing_stays_of_an_upload_that_breaks_off() throws IOException {
    var form = form("batch", new byte[2 << 20]);
    try (var client = tutti.client()) {
      var head = client.head("POST", "/v1/files", "content-length: 2097152");
      client.send(head.replace("application/json", form.type()) + "\r\n");
      client.send(Arrays.copyOf(form.bytes(), 1 << 20));
      Patience.until(() -> contents() == 1, "the upload is under way");
    }
    Patience.until(() -> contents() == 0, "it was given up");
  }

  @Test
  void a_file_is_its_owners_alone() {
    try (var anna = new TestingAdmin(tutti.url(), key("anna"));
        var bert = new TestingAdmin(tutti.url(), key("bert"))) {
      Patience.until(
          () ->
              nobody.get("/v1/files").status() == 401
                  && anna.get("/v1/files").status() == 200
                  && bert.get("/v1/files").status() == 200,
          "the keys are known");
      var id = anna.upload("/v1/files", form("batch", new byte[3])).json().path("id").asString();
      assertThat(anna.get("/v1/files/" + id).status()).isEqualTo(200);
      for (var path : new String[] {"/v1/files/" + id, "/v1/files/" + id + "/content"}) {
        assertThat(bert.get(path).status()).isEqualTo(404);
      }
      assertThat(bert.delete("/v1/files/" + id).status()).isEqualTo(404);
      assertThat(bert.get("/v1/files").json().path("data")).isEmpty();
    }
  }

  private String key(String owner) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      return Store.await(keys.create(new Grant(owner, owner, Role.USER, AllowedModels.ALL)))
          .secret();
    }
  }
}
