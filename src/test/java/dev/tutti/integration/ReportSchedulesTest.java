package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.cli.TestingCli;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules of reports that are given while the server runs. */
class ReportSchedulesTest {
  private static final String ALL = "/admin/reports/schedules";
  private static final String SECRET = "whsec_" + "A".repeat(32);
  private static final String YAML =
      """
      providers: {sim: {preset: sim}}
      reports: {schedules: {of_file: {kind: errors}}}
      """;

  @TempDir private Path folder;

  private TestingTutti start() {
    return TestingTutti.start(folder, YAML);
  }

  private static TestingAdmin admin(TestingTutti tutti) {
    return new TestingAdmin(tutti.url(), "");
  }

  private static List<String> told(TestingAdmin admin, String member) {
    return admin
        .get(ALL)
        .json()
        .path("data")
        .valueStream()
        .map(each -> each.path(member).asString())
        .toList();
  }

  private static String webhook(String url, String secret) {
    return "{\"every\":\"week\",\"webhook\":{\"url\":\"%s\",\"secret\":\"%s\"}}"
        .formatted(url, secret);
  }

  @Test
  void a_schedule_is_added_replaced_and_taken_away_and_is_there_after_a_restart() {
    try (var tutti = start();
        var admin = admin(tutti)) {
      var added = admin.post(ALL, "{\"name\":\"weekly\",\"kind\":\"cost\"}");
      assertThat(added.status()).as(added.text()).isEqualTo(200);
      assertThat(added.json().at("/config/kind").asString()).isEqualTo("cost");
      assertThat(told(admin, "name")).containsExactlyInAnyOrder("of_file", "weekly");
      assertThat(told(admin, "next")).allSatisfy(each -> assertThat(each).startsWith("20"));
      var again = admin.post(ALL, "{\"name\":\"weekly\"}");
      assertThat(again.status()).isEqualTo(409);
      assertThat(admin.put(ALL + "/weekly", "{\"kind\":\"trends\"}").status()).isEqualTo(200);
      assertThat(admin.put(ALL + "/of_file", "{\"kind\":\"summary\"}").status()).isEqualTo(200);
      assertThat(admin.get("/admin/audit").text())
          .contains("report_schedule.set", "report_schedule weekly");
    }
    try (var tutti = start();
        var admin = admin(tutti)) {
      assertThat(told(admin, "kind")).containsExactlyInAnyOrder("summary", "trends");
      assertThat(admin.post(ALL + "/of_file/reset", "").status()).isEqualTo(200);
      assertThat(told(admin, "kind")).containsExactlyInAnyOrder("errors", "trends");
      assertThat(admin.delete(ALL + "/weekly").status()).isEqualTo(200);
      assertThat(admin.delete(ALL + "/of_file").status()).isEqualTo(200);
      assertThat(told(admin, "name")).isEmpty();
      assertThat(admin.delete(ALL + "/weekly").status()).isEqualTo(404);
      assertThat(admin.post("/admin/config/rollback", "{\"to\":1}").status()).isEqualTo(200);
      assertThat(told(admin, "kind")).containsExactlyInAnyOrder("errors", "cost");
    }
  }

  @Test
  void the_secret_of_a_webhook_is_not_shown_and_stays_with_its_address() {
    try (var tutti = start();
        var admin = admin(tutti)) {
      var given = admin.put(ALL + "/hook", webhook("http://127.0.0.1:9/a?token=abc123", SECRET));
      assertThat(given.status()).as(given.text()).isEqualTo(200);
      for (var shown :
          List.of(
              given.text(),
              admin.get(ALL).text(),
              admin.get(ALL + "/hook").text(),
              admin.get("/admin/config").text(),
              admin.get("/admin/config/history").text())) {
        assertThat(shown).contains("hook").doesNotContain(SECRET, "abc123");
      }
      assertThat(told(admin, "to")).contains("http://127.0.0.1:9");
      var moved = admin.put(ALL + "/hook", webhook("http://127.0.0.1:8/b", "***"));
      assertThat(moved.status()).isEqualTo(400);
      assertThat(moved.message()).contains("reports.schedules.hook.webhook.url");
      var same = webhook("http://127.0.0.1:9/a?token=abc123", "***").replace("week", "month");
      assertThat(admin.put(ALL + "/hook", same).status()).isEqualTo(200);
    }
  }

  @Test
  void what_is_wrong_is_named_and_changes_nothing() {
    try (var tutti = start();
        var admin = admin(tutti)) {
      for (var folderOutside :
          List.of("/etc", "../x", "reports/../../x", "", ".", "files", "${HOME}/x", "reportx")) {
        var body = "{\"folder\":\"%s\"}".formatted(folderOutside);
        assertThat(admin.put(ALL + "/x", body).message())
            .as(folderOutside)
            .contains("expected: reports, or a folder in it");
      }
      var inside = "{\"folder\":\"reports/weekly\"}";
      assertThat(admin.put(ALL + "/x", inside).status()).isEqualTo(200);
      assertThat(admin.delete(ALL + "/x").status()).isEqualTo(200);
      assertThat(wrong(admin, "{\"kind\":\"poetry\"}")).contains("reports.schedules.x.kind");
      assertThat(wrong(admin, "{\"filter\":\"modle=x\"}")).contains("did you mean model?");
      assertThat(wrong(admin, "{\"evry\":\"day\"}")).contains("evry");
      var unsigned = "{\"webhook\":{\"url\":\"http://127.0.0.1:9/\"}}";
      assertThat(wrong(admin, unsigned)).contains("secret");
      assertThat(admin.post(ALL, "{\"kind\":\"cost\"}").message()).contains("name");
      assertThat(admin.post(ALL, "{\"name\":\"No Such\"}").status()).isEqualTo(400);
      assertThat(told(admin, "name")).containsExactly("of_file");
    }
  }

  private static String wrong(TestingAdmin admin, String body) {
    var refused = admin.put(ALL + "/x", body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    return refused.message();
  }

  @Test
  void the_command_does_the_same() {
    try (var tutti = start();
        var admin = admin(tutti)) {
      assertThat(run(tutti, "set", "weekly", "kind=cost", "every=week", "by=[\"owner\"]").out())
          .startsWith("weekly is in force, from change 1");
      assertThat(run(tutti).out()).containsPattern("weekly +cost +reports +\\S+ +-");
      assertThat(run(tutti, "remove", "weekly").out()).contains("weekly is removed");
      assertThat(run(tutti, "remove", "of_file").out()).contains("of_file is removed");
      assertThat(run(tutti, "reset", "of_file").out()).contains("of_file is in force");
      assertThat(told(admin, "name")).containsExactly("of_file");
    }
  }

  private static TestingCli run(TestingTutti tutti, String... more) {
    var words = new ArrayList<>(List.of("report", "schedules"));
    words.addAll(List.of(more));
    words.addAll(List.of("--url", tutti.url()));
    return TestingCli.run(words.toArray(String[]::new));
  }
}
