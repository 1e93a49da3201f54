package dev.tutti.report.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.report.kind.SeededReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reports come once for each time, over restarts and failures. */
class ReportSchedulerTest {
  private static final String WEBHOOK =
      """
      reports:
        schedules:
          daily:
            kind: cost
            at: "08:00"
            zone: Europe/Berlin
            format: json
            by: [model]
            webhook: {url: "http://127.0.0.1:9/x", secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
      """;

  @TempDir Path folder;
  private final List<String> ids = new ArrayList<>();
  private final List<JsonNode> messages = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-20T12:00:00Z");
  private int status = 200;

  private static ReportScheduleSettings settings(String yaml) {
    return ConfigSource.text("test", yaml)
        .read(Map.of(), root -> ReportScheduleSettings.SECTION.read(root));
  }

  private int post(String id, byte[] json) {
    ids.add(id);
    messages.add(Json.tree(json));
    if (status == 0) {
      throw Fault.of(FaultCode.CONNECTION, "refused");
    }
    return status;
  }

  /** A server that starts, looks at its schedules once, and stops. */
  private List<ScheduleRun> serve(String yaml) {
    try (var ledger = new SeededReports(folder.resolve("data"), 0)) {
      var scheduler =
          new ReportScheduler(
              ledger.store(),
              ledger.reports(),
              new ReportDelivery((_, id, json) -> post(id, json), folder),
              () -> now,
              settings(yaml)::all);
      scheduler.run();
      scheduler.run();
      return scheduler.runs().join();
    }
  }

  @Test
  void a_time_before_the_schedule_was_known_is_not_made_up() {
    assertThat(serve(WEBHOOK).getFirst().state()).isEqualTo(ScheduleRun.State.DELIVERED);
    assertThat(messages).isEmpty();
  }

  @Test
  void a_report_comes_once_when_it_is_due_and_not_again_after_a_restart() {
    serve(WEBHOOK);
    now = Instant.parse("2026-03-21T06:59:59Z");
    serve(WEBHOOK);
    assertThat(messages).isEmpty();
    now = Instant.parse("2026-03-21T07:00:00Z");
    serve(WEBHOOK);
    serve(WEBHOOK);
    assertThat(ids).containsExactly("report_daily_1774076400");
    var message = messages.getFirst();
    assertThat(message.path("report").path("kind").asString()).isEqualTo("cost");
    assertThat(message.path("from").asString()).isEqualTo("2026-03-19T23:00:00Z");
    assertThat(message.path("to").asString()).isEqualTo("2026-03-20T23:00:00Z");
  }

  @Test
  void days_that_were_missed_are_made_up_once() {
    serve(WEBHOOK);
    now = Instant.parse("2026-03-25T12:00:00Z");
    serve(WEBHOOK);
    serve(WEBHOOK);
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().path("to").asString()).isEqualTo("2026-03-24T23:00:00Z");
  }

  @Test
  void a_delivery_that_fails_is_tried_again_under_the_same_id() {
    serve(WEBHOOK);
    now = Instant.parse("2026-03-21T07:00:00Z");
    status = 503;
    assertThat(serve(WEBHOOK).getFirst().last()).isEqualTo("upstream_error");
    assertThat(ids).hasSize(1);
    now = now.plus(Duration.ofMinutes(1));
    status = 0;
    assertThat(serve(WEBHOOK).getFirst().last()).isEqualTo("connection");
    now = now.plus(Duration.ofMinutes(4));
    serve(WEBHOOK);
    assertThat(ids).hasSize(2);
    now = now.plus(Duration.ofMinutes(1));
    status = 204;
    assertThat(serve(WEBHOOK).getFirst().state()).isEqualTo(ScheduleRun.State.DELIVERED);
    assertThat(ids).hasSize(3).containsOnly("report_daily_1774076400");
  }

  @Test
  void after_five_tries_it_has_failed_until_the_next_time() {
    serve(WEBHOOK);
    status = 500;
    now = Instant.parse("2026-03-21T07:00:00Z");
    for (int i = 0; i < 600; i++) {
      serve(WEBHOOK);
      now = now.plus(Duration.ofMinutes(i < 5 ? 1 : 30));
      if (ids.size() == 5) {
        break;
      }
    }
    assertThat(serve(WEBHOOK).getFirst().state()).isEqualTo(ScheduleRun.State.FAILED);
    status = 200;
    now = Instant.parse("2026-03-22T07:00:00Z");
    assertThat(serve(WEBHOOK).getFirst().state()).isEqualTo(ScheduleRun.State.DELIVERED);
  }

  @Test
  void files_are_written_whole_and_the_oldest_go() throws IOException {
    var yaml =
        "reports: {schedules: {hourly: {every: hour, at: \"00:05\", format: csv, folder: out, keep:"
            + " 2}}}";
    serve(yaml);
    for (int i = 0; i < 4; i++) {
      now = now.plus(Duration.ofHours(1));
      serve(yaml);
    }
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("hourly-20260320T1405Z.zip", "hourly-20260320T1505Z.zip");
    }
  }

  @Test
  void each_hour_of_the_night_in_which_clocks_go_back_has_its_file() throws IOException {
    var yaml = "reports: {schedules: {hourly: {every: hour, zone: Europe/Berlin, folder: out}}}";
    now = Instant.parse("2026-10-24T23:30:00Z");
    serve(yaml);
    for (int i = 0; i < 2; i++) {
      now = now.plus(Duration.ofHours(1));
      serve(yaml);
    }
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("hourly-20261025T0000Z.html", "hourly-20261025T0100Z.html");
    }
  }

  @Test
  void what_is_wrong_is_told_with_its_place() {
    assertThatThrownBy(
            () ->
                settings(
                    """
                    reports:
                      schedules:
                        a: {kind: poetry, every: year, at: noon, zone: Mars, filter: "colour=red", by: [size]}
                        B: {}
                    """))
        .isInstanceOf(ConfigException.class)
        .satisfies(
            thrown ->
                assertThat(thrown.getMessage())
                    .contains("kind", "every", "at", "zone", "filter", "by", "weekly-cost"));
  }

  @Test
  void every_form_has_its_place_in_a_message() {
    for (var format : List.of("md", "html", "csv", "json")) {
      now = Instant.parse("2026-03-20T12:00:00Z");
      var yaml =
          WEBHOOK.replace("format: json", "format: " + format).replace("daily", "as-" + format);
      serve(yaml);
      now = now.plus(Duration.ofDays(1));
      serve(yaml);
    }
    assertThat(messages.get(0).path("content").asString()).startsWith("# Cost");
    assertThat(messages.get(1).path("content").asString()).startsWith("<!doctype html>");
    assertThat(messages.get(2).path("content_base64").asString()).startsWith("UEsDB");
    assertThat(messages.get(3).path("report").isObject()).isTrue();
    assertThat(new String(Json.bytes(messages.get(3)), UTF_8)).contains("\"schedule\":\"as-json\"");
  }
}
