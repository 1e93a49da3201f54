package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of documents counts before it is there. */
class DocumentAnswerMemoryTest {
  private static final String DOCUMENTS = "/v1/documents";

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static TestingAdmin nobody;

  @BeforeAll
  static void start() {
    var config = "server: {body_memory: 8MiB}\nproviders: {sim: {preset: sim}}";
    tutti = TestingTutti.start(folder, config);
    nobody = new TestingAdmin(tutti.url(), "");
  }

  @AfterAll
  static void stop() {
    nobody.close();
    tutti.close();
  }

  private static TestingAdmin.Response uploaded(String name, String content) {
    return nobody.upload(DOCUMENTS, new TestingForm().file(name, content));
  }

  @Test
  void a_document_whose_hidden_text_is_too_much_to_tell_is_not_kept() {
    var page = "<html><p>Seen.</p><p hidden>%s</p>";
    assertThat(uploaded("a.html", page.formatted("unseen ".repeat(1_000))).status()).isEqualTo(200);
    int kept = nobody.get("/v1/files").json().path("data").size();
    var refused = uploaded("b.html", page.formatted("unseen ".repeat(140_000)));
    assertThat(refused.status()).as(refused.text()).isIn(413, 503);
    Patience.until(
        () -> nobody.get("/v1/files").json().path("data").size() == kept, "it is deleted");
  }

  @Test
  void cells_of_a_table_count_one_by_one() {
    var made = uploaded("a.csv", "1,2,3,4,5,6,7,8\n".repeat(4_000));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    var path = DOCUMENTS + "/" + made.json().path("id").asString();
    assertThat(nobody.get(path + "/blocks").status()).isEqualTo(200);
    assertThat(nobody.get(path + "/tables").status()).isIn(413, 503);
    assertThat(nobody.get(path).status()).isEqualTo(200);
  }
}
