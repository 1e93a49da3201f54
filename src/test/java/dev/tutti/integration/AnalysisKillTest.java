package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills a server in the middle of the analysis of a report of 300 pages, of which one chunk fails
 * for ever.
 */
class AnalysisKillTest {
  private static final int PAGES = 300;
  private static final Pattern PAGE = Pattern.compile("Page (\\d+) of the report");

  /** Page in the chunk that always fails, and in the one that is open at the kill. */
  private static final int BROKEN = 40;

  private static final int OPEN = 200;

  private static final String QUIET = " of the report tells of quiet trade";

  @TempDir Path folder;

  /** Answers by the last page of the chunk. */
  private final Map<Integer, Integer> answered = new ConcurrentHashMap<>();

  private final Map<Integer, Integer> stalled = new ConcurrentHashMap<>();

  @Test
  void one_chunk_that_fails_is_named_and_none_is_paid_for_twice() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var id = killed(upstream.url());
      var result = finished(upstream.url(), id);
      assertThat(result.path("status").asString()).isEqualTo("partial");
      assertThat(result.path("failed_chunks").size()).isEqualTo(1);
      var pages = result.at("/failed_chunks/0/pages");
      assertThat(BROKEN).isBetween(pages.path(0).asInt(), pages.path(1).asInt());
      assertThat(result.path("key_insights").isEmpty()).isFalse();
      assertThat(answered).hasSizeGreaterThan(5);
      assertThat(answered.values()).containsOnly(1);
      assertThat(stalled).hasSize(1);
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    var request = Json.tree(turn.heard().body());
    var pages = PAGE.matcher(ModelScripts.prompt(request)).results().map(r -> r.group(1)).toList();
    if (pages.isEmpty()) {
      turn.json(200, Chat.whole("{\"summary\":\"Sound.\",\"recommendations\":[]}"));
      return;
    }
    if (pages.contains("" + BROKEN)) {
      turn.json(
          400, "{\"error\":{\"message\":\"refused for ever\",\"type\":\"invalid_request_error\"}}");
      return;
    }
    int last = Integer.parseInt(pages.getLast());
    if (pages.contains("" + OPEN) && stalled.merge(last, 1, Integer::sum) == 1) {
      turn.stall();
      return;
    }
    answered.merge(last, 1, Integer::sum);
    var quote = "Page " + pages.get(1) + QUIET;
    turn.json(
        200,
        Chat.whole(
            Json.text(
                Json.tree(
                    """
                    {"insights":[{"text":"Trade was quiet.","quote":"%s","block":"b1"}],"metrics":[],"risks":[]}\
                    """
                        .formatted(quote)))));
  }

  private String killed(String upstream) throws Exception {
    try (var server = started(upstream)) {
      var form =
          new TestingForm()
              .field("model", "up/m")
              .field("background", "true")
              .field("parameters", "{\"parallel\":1}")
              .file("report.pdf", report());
      var task = server.caller().upload("/v1/apps/document_analysis", form);
      assertThat(task.status()).as(task.text()).isEqualTo(202);
      Patience.until(() -> !stalled.isEmpty(), "the chunk is asked about");
      return task.json().path("task_id").asString();
    }
  }

  private static byte[] report() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      var font = new PDType1Font(FontName.HELVETICA);
      for (int i = 1; i <= PAGES; i++) {
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(font, 10);
          content.newLineAtOffset(50, 740);
          for (int line = 0; line < 6; line++) {
            content.showText(line == 2 ? "Page " + i + QUIET : words(i, line));
            content.newLineAtOffset(0, -14);
          }
          content.endText();
        }
      }
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  /** Another line on each page, so that none is taken for a header. */
  private static String words(int page, int line) {
    var name = new StringBuilder();
    for (int left = page * 7 + line; left > 0; left /= 20) {
      name.append((char) ('a' + left % 20));
    }
    return "and nothing but plain words of " + name + " stands here for the reader";
  }

  private JsonNode finished(String upstream, String id) throws Exception {
    try (var server = started(upstream)) {
      var nobody = server.caller();
      var path = "/v1/tasks/" + id;
      Patience.until(
          () -> !List.of("pending", "running", "retrying").contains(status(nobody, path)),
          "the task has ended");
      var task = nobody.get(path).json();
      assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
      return task.at("/result/result");
    }
  }

  private static String status(TestingAdmin nobody, String path) {
    return nobody.get(path).json().path("status").asString("");
  }

  private KillableServer started(String upstream) throws Exception {
    return KillableServer.start(
        folder, "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(upstream));
  }
}
