package dev.tutti.report.schedule;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.report.document.Report;
import dev.tutti.report.document.ReportFile;
import dev.tutti.report.schedule.ReportSchedule.Target;
import dev.tutti.wire.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Hands reports to webhooks and writes them into folders. Thread-safe. */
public final class ReportDelivery {
  /** In UTC: the hours of the night in which clocks go back have one name each. */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Post post;
  private final Path data;

  /** One try at a webhook. */
  @FunctionalInterface
  public interface Post {
    /**
     * Sends a message. Blocks.
     *
     * @param id the same for each try
     * @return the status of HTTP that its receiver answers with
     * @throws Fault when there is no answer
     */
    int send(Webhook to, String id, byte[] json);
  }

  /**
   * @param data the folder that folders without a root are in
   */
  public ReportDelivery(Post post, Path data) {
    this.post = post;
    this.data = data;
  }

  /** Delivers a report, and says what became of it. */
  String deliver(ReportSchedule schedule, ScheduleRun run, Report report) throws IOException {
    var content = schedule.content();
    var file = content.format().write(report, content.language());
    return switch (schedule.target()) {
      case Target.ToWebhook(Webhook webhook) -> post(webhook, schedule, run, report, file);
      case Target.ToFolder(Path folder, int keep) ->
          write(data.resolve(folder), schedule, run, file, keep);
    };
  }

  private String post(
      Webhook to, ReportSchedule schedule, ScheduleRun run, Report report, ReportFile file) {
    int status = post.send(to, run.id(), Json.bytes(message(schedule, run, report, file)));
    if (status / 100 != 2) {
      throw Fault.of(FaultCode.UPSTREAM_ERROR, "the webhook answered " + status);
    }
    return Integer.toString(status);
  }

  private static ObjectNode message(
      ReportSchedule schedule, ScheduleRun run, Report report, ReportFile file) {
    var head = report.head();
    var json =
        Json.object()
            .put("type", "report")
            .put("id", run.id())
            .put("schedule", schedule.name())
            .put("kind", head.kind())
            .put("from", head.span().from().toString())
            .put("to", head.span().to().toString())
            .put("content_type", file.contentType());
    return switch (file.extension()) {
      case "json" -> json.set("report", Json.tree(file.content()));
      case "zip" -> json.put("content_base64", Base64.getEncoder().encodeToString(file.content()));
      default -> json.put("content", new String(file.content(), StandardCharsets.UTF_8));
    };
  }

  /** Whoever reads the folder sees a whole file or none. */
  private static String write(
      Path folder, ReportSchedule schedule, ScheduleRun run, ReportFile file, int keep)
      throws IOException {
    Files.createDirectories(folder);
    var stamp = STAMP.format(run.due());
    var target = folder.resolve("%s-%s.%s".formatted(schedule.name(), stamp, file.extension()));
    var draft = folder.resolve("." + target.getFileName() + ".part");
    Files.write(draft, file.content());
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    prune(folder, schedule.name(), keep);
    return target.getFileName().toString();
  }

  /** Deletes the oldest files of a schedule: their names are in the order of their times. */
  private static void prune(Path folder, String name, int keep) throws IOException {
    try (var files = Files.newDirectoryStream(folder, name + "-????????T????Z.*")) {
      var all = new ArrayList<Path>();
      files.forEach(all::add);
      all.sort(null);
      for (var old : all.subList(0, Math.max(0, all.size() - keep))) {
        Files.delete(old);
      }
    }
  }
}
