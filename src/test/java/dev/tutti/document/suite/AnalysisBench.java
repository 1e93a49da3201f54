package dev.tutti.document.suite;

import dev.tutti.chat.Json;
import dev.tutti.document.suite.ApplicationsBench.Figure;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Scripted model that says what is right and what is wrong, one claim after the other, through
 * {@code POST /v1/apps/document_analysis} of a running server: nothing wrong may be shown.
 */
final class AnalysisBench {
  private final Path folder;
  private final Consumer<String> misses;
  private final AtomicReference<String> chunk = new AtomicReference<>("{}");
  private final AtomicReference<String> advice = new AtomicReference<>("{}");
  private final Map<String, String> files = new LinkedHashMap<>();
  private int caught;
  private int wrong;
  private int passed;
  private int right;

  private AnalysisBench(Path folder, Consumer<String> misses) {
    this.folder = folder;
    this.misses = misses;
  }

  /** Wrong claims that are not shown, and right ones that are. */
  static Map<String, Figure> measure(Path folder, Consumer<String> misses) throws IOException {
    var bench = new AnalysisBench(folder.resolve("documents"), misses);
    var data = Files.createTempDirectory("tutti-analysis");
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(bench::answer);
      var yaml = "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(upstream.url());
      try (var tutti = TestingTutti.start(data, yaml);
          var caller = new TestingAdmin(tutti.url(), "")) {
        for (var line : Files.readAllLines(bench.folder.resolve("faulty_answers.jsonl"))) {
          bench.claim(caller, Json.tree(line));
        }
      }
    }
    return Map.of(
        "wrong_caught", new Figure(bench.caught, bench.wrong, 1),
        "correct_shown", new Figure(bench.passed, bench.right, 0.99));
  }

  private void answer(Turn turn) throws IOException {
    var form = Json.tree(turn.heard().body()).at("/response_format/json_schema/name").asString("");
    turn.json(200, Chat.whole(form.equals("document_chunk") ? chunk.get() : advice.get()));
  }

  private void claim(TestingAdmin caller, JsonNode each) throws IOException {
    var claim = each.path("claim");
    script(claim);
    var body = Json.object().put("model", "up/m");
    body.putArray("files").add(file(caller, each.path("document").asString()));
    body.putObject("parameters").put("language", "en");
    var answer = caller.post("/v1/apps/document_analysis", Json.text(body));
    var result = answer.json().path("result");
    boolean shown = answer.status() == 200 && isShown(claim, result);
    boolean isRight = each.path("expect").path("verdict").asString().equals("verified");
    if (isRight) {
      right++;
      passed += shown ? 1 : 0;
    } else {
      wrong++;
      caught += answer.status() == 200 && !shown ? 1 : 0;
    }
    if (shown != isRight || answer.status() != 200) {
      misses.accept(each + " -> " + answer.status() + " " + result.path("unsupported"));
    }
  }

  /** A document of its own folder, kept once. */
  private String file(TestingAdmin caller, String document) throws IOException {
    var known = files.get(document);
    if (known != null) {
      return known;
    }
    try (var all = Files.list(folder.resolve(document))) {
      var path =
          all.filter(each -> !each.getFileName().toString().equals("truth.json")).findFirst();
      var name = path.orElseThrow().getFileName().toString();
      var form =
          new TestingForm()
              .field("purpose", "user_data")
              .file(name, Files.readAllBytes(path.orElseThrow()));
      var id = caller.upload("/v1/files", form).json().path("id").asString();
      files.put(document, id);
      return id;
    }
  }

  private void script(JsonNode claim) {
    var said = Json.object();
    said.putArray("insights");
    said.putArray("metrics");
    said.putArray("risks");
    var advised = Json.object().put("summary", "");
    advised.putArray("recommendations");
    switch (claim.path("type").asString()) {
      case "metric" -> said.withArray("metrics").add(claim);
      case "insight" -> said.withArray("insights").add(claim);
      default -> {
        advised.put("summary", claim.path("text").asString());
        said.withArray("insights")
            .addObject()
            .put("text", claim.path("text").asString())
            .put("quote", "");
      }
    }
    chunk.set(Json.text(said));
    advice.set(Json.text(advised));
  }

  private static boolean isShown(JsonNode claim, JsonNode result) {
    var text = claim.path("text").asString("");
    return switch (claim.path("type").asString()) {
      case "metric" ->
          result
              .path("extracted_metrics")
              .valueStream()
              .anyMatch(
                  each -> each.path("source").asString().equals("model") && says(claim, each));
      case "insight" ->
          result
              .path("key_insights")
              .valueStream()
              .anyMatch(each -> each.path("text").asString().equals(text));
      default ->
          !text.isBlank()
              && (result.path("key_insights").toString() + result.path("summary")).contains(text);
    };
  }

  private static boolean says(JsonNode claim, JsonNode metric) {
    var period = claim.path("period").asString("");
    var change = claim.path("change");
    return metric.path("name").asString().equals(claim.path("name").asString())
        && metric
                .path("value")
                .decimalValue()
                .compareTo(new BigDecimal(claim.path("value").asString()))
            == 0
        && (period.isEmpty() || metric.path("period").asString("").equals(period))
        && (!change.isObject()
            || metric.at("/change/kind").asString("").equals(change.path("kind").asString()));
  }
}
