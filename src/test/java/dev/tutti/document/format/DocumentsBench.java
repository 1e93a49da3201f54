package dev.tutti.document.format;

import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.verify.ClaimVerdict;
import dev.tutti.document.verify.ClaimVerifier;
import dev.tutti.document.verify.ContradictionFinder;
import dev.tutti.document.verify.DocumentClaim;
import dev.tutti.document.verify.DocumentClaim.ClaimedChange;
import dev.tutti.document.verify.DocumentClaim.InsightClaim;
import dev.tutti.document.verify.DocumentClaim.MetricClaim;
import dev.tutti.document.verify.DocumentClaim.ProseClaim;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measurement of parsers and the verifier against documents with exact truth. */
public final class DocumentsBench {
  private static final JsonMapper JSON = new JsonMapper();
  private final Path folder;
  private final Consumer<String> misses;
  private final Map<String, int[]> figures = new TreeMap<>();

  /** Measurement that tells each miss. */
  public DocumentsBench(Path folder, Consumer<String> misses) {
    this.folder = folder;
    this.misses = misses;
  }

  /** Right ones and all, by figure. */
  public Map<String, int[]> measure() throws IOException {
    Map<String, ParsedDocument> parsed = new HashMap<>();
    try (var folders = Files.list(folder)) {
      for (Path each : folders.filter(Files::isDirectory).sorted().toList()) {
        document(each, parsed);
      }
    }
    for (String line : Files.readAllLines(folder.resolve("faulty_answers.jsonl"))) {
      JsonNode each = JSON.readTree(line);
      ParsedDocument document = parsed.get(each.path("document").asString());
      if (document == null) {
        count("claims", false, each.path("id").asString() + ": its document was not parsed");
        continue;
      }
      ClaimVerdict verdict = new ClaimVerifier(document).verdict(claim(each.path("claim")));
      boolean correct = each.path("expect").path("verdict").asString().equals("verified");
      count(
          correct ? "correct_passed" : "wrong_caught",
          correct == verdict.verified(),
          each.path("id").asString()
              + " "
              + each.path("kind").asString()
              + " "
              + verdict
              + " "
              + each.path("claim"));
    }
    return figures;
  }

  private void document(Path each, Map<String, ParsedDocument> parsed) throws IOException {
    String id = each.getFileName().toString();
    JsonNode truth = JSON.readTree(Files.readString(each.resolve("truth.json")));
    String file = truth.path("file").asString();
    String expected = truth.path("expect_status").asString();
    ParsedDocument document;
    try {
      document = DocumentReader.parse(file, Files.readAllBytes(each.resolve(file)));
    } catch (UnreadableDocument refused) {
      count(
          "status", expected.equals("fault:" + refused.reason()), id + ": " + refused.getMessage());
      return;
    }
    count(
        "status",
        expected.equals(document.complete() ? "ok" : "partial"),
        id + ": " + document.coverage());
    parsed.put(id, document);
    metrics(id, truth, document);
    cells(id, truth, document);
    contradictions(id, truth, document);
  }

  private void metrics(String id, JsonNode truth, ParsedDocument document) {
    ClaimVerifier verifier = new ClaimVerifier(document);
    for (JsonNode metric : truth.path("metrics")) {
      ClaimVerdict verdict = verifier.verdict(claim(metric));
      count("metrics", verdict.verified(), id + " metric " + verdict + " " + metric);
      JsonNode page = metric.path("page");
      if (page.isNumber() && verdict.citation() != null) {
        count(
            "pages",
            Integer.valueOf(page.asInt()).equals(verdict.citation().page()),
            id + " page " + verdict);
      }
    }
    for (JsonNode quote : truth.path("citable")) {
      String text = quote.path("text").asString();
      count(
          "citable",
          text.length() < 8
              || verifier.citation(text).isPresent()
              || document.text().contains(text),
          id + " citable " + text);
    }
    for (JsonNode hidden : truth.path("hidden")) {
      String text = fold(hidden.path("text").asString(""));
      count(
          "hidden",
          !text.isEmpty()
              && document.hidden().stream().anyMatch(h -> fold(h.text()).contains(text))
              && !fold(document.text()).contains(text),
          id + " hidden " + hidden + " found " + document.hidden());
    }
  }

  private void cells(String id, JsonNode truth, ParsedDocument document) {
    for (JsonNode cell : truth.path("table_cells")) {
      boolean found =
          document.tables().stream()
              .anyMatch(
                  t -> {
                    var grid = t.grid();
                    for (int row = grid.headerRows(); row < grid.rows().size(); row++) {
                      for (int column = 1;
                          fold(grid.rowHeader(row)).equals(fold(cell.path("row").asString()))
                              && column < grid.columns();
                          column++) {
                        var number = grid.number(row, column);
                        if (number != null
                            && number.value() != null
                            && number
                                    .amount()
                                    .compareTo(new BigDecimal(cell.path("value").asString("0")))
                                == 0
                            && fold(String.join("", grid.columnPath(column)))
                                .contains(fold(cell.path("col").asString()))) {
                          return true;
                        }
                      }
                    }
                    return false;
                  });
      count("cells", found, id + " cell " + cell);
    }
  }

  private void contradictions(String id, JsonNode truth, ParsedDocument document) {
    var found = ContradictionFinder.find(document);
    for (JsonNode planted : truth.path("contradictions")) {
      String kind = planted.path("kind").asString();
      if (!planted.path("follows").asBoolean(false)) {
        count(
            "contradictions",
            found.stream().anyMatch(f -> f.kind().equals(kind)),
            id + " contradiction " + planted);
      }
    }
    if (truth.path("contradictions").isEmpty()) {
      count("no_false_contradiction", found.isEmpty(), id + " " + found);
    }
  }

  private static String fold(String text) {
    return text.replaceAll("\\s", "");
  }

  private static DocumentClaim claim(JsonNode claim) {
    String quote = claim.path("quote").asString("");
    return switch (claim.path("type").asString("metric")) {
      case "insight" -> new InsightClaim(claim.path("text").asString(""), quote);
      case "prose" -> new ProseClaim(claim.path("text").asString(""));
      default -> {
        JsonNode change = claim.path("change");
        @Nullable ClaimedChange changed =
            change.isObject()
                ? new ClaimedChange(
                    new BigDecimal(change.path("value").asString()),
                    change.path("kind").asString(),
                    change.path("basis").asString(null))
                : null;
        yield new MetricClaim(
            claim.path("name").asString(),
            new BigDecimal(claim.path("value").asString()),
            claim.path("unit").asString(null),
            claim.path("kind").asString(null),
            claim.path("period").asString(null),
            quote,
            changed);
      }
    };
  }

  private void count(String figure, boolean right, String miss) {
    int[] figureCount = figures.computeIfAbsent(figure, _ -> new int[2]);
    figureCount[1]++;
    if (right) {
      figureCount[0]++;
    } else {
      misses.accept(figure + ": " + miss);
    }
  }

  public static void main(String[] arguments) throws IOException {
    new DocumentsBench(Path.of(arguments[0]), System.out::println)
        .measure()
        .forEach((name, of) -> System.out.println(name + " " + of[0] + "/" + of[1]));
  }
}
