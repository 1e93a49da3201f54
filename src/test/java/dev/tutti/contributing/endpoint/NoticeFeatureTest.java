package dev.tutti.contributing.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.Audit;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.testing.TestingGateway;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeFeatureTest {
  @Test
  void operators_write_what_callers_read(@TempDir Path folder) {
    try (var server = start(folder);
        var operator = server.with(Role.OPERATOR);
        var user = server.with(Role.USER)) {
      assertThat(operator.put("/admin/notice", "{\"text\":\"Back at 9\"}").status()).isEqualTo(200);
      assertThat(user.get("/v1/notice").json().path("text").asString()).isEqualTo("Back at 9");
      var audited = Store.await(new Audit(server.store()).newest(Long.MAX_VALUE, 1)).getFirst();
      assertThat(audited.event().action()).isEqualTo("notice.write");
    }
  }

  @Test
  void others_may_not(@TempDir Path folder) {
    try (var server = start(folder);
        var user = server.with(Role.USER);
        var auditor = server.with(Role.AUDITOR)) {
      assertThat(user.put("/admin/notice", "{\"text\":\"mine\"}").status()).isEqualTo(403);
      assertThat(auditor.get("/v1/notice").status()).isEqualTo(403);
    }
  }

  @Test
  void what_is_no_notice_is_refused(@TempDir Path folder) {
    try (var server = start(folder);
        var operator = server.with(Role.OPERATOR)) {
      for (var body : List.of("{", "[]", "{}", "{\"text\":1}")) {
        assertThat(operator.put("/admin/notice", body).status()).as(body).isEqualTo(400);
      }
      var large = "{\"text\":\"" + "x".repeat(5_000) + "\"}";
      assertThat(operator.put("/admin/notice", large).status()).isEqualTo(413);
    }
  }

  private static TestingGateway start(Path folder) {
    return TestingGateway.start(
        folder, store -> List.of(new NoticeFeature(new Audit(store), InstantSource.system())));
  }
}
