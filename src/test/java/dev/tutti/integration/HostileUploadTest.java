package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.document.format.HostileFiles;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that would fill any heap, sent together to a server that has 512 MB. */
class HostileUploadTest {
  private static final String DOCUMENTS = "/v1/documents";
  private static final int AT_ONCE = 4;

  @TempDir Path folder;

  @Test
  void each_is_refused_and_the_server_reads_the_next_one() throws Exception {
    try (var server = KillableServer.start(folder, "{}", "-Xmx512m");
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var nobody = server.caller();
      Map<String, Future<TestingAdmin.Response>> answers = new LinkedHashMap<>();
      for (var file : HostileFiles.all().entrySet()) {
        answers.put(
            file.getKey(), threads.submit(() -> sent(nobody, file.getKey(), file.getValue())));
      }
      for (var answer : answers.entrySet()) {
        var got = answer.getValue().get();
        assertThat(got.status()).as(answer.getKey() + " " + got.text()).isEqualTo(422);
        assertThat(got.json().at("/error/fault").asString(""))
            .as(answer.getKey())
            .isIn("too_large", "too_deep");
      }
      var good = nobody.post(DOCUMENTS, "{\"text\": \"Revenue was $12 million.\"}");
      assertThat(good.status()).as(good.text()).isEqualTo(200);
    }
  }

  private static TestingAdmin.Response sent(TestingAdmin nobody, String name, byte[] content) {
    return nobody.upload(DOCUMENTS, new TestingForm().file(name, content));
  }
}
