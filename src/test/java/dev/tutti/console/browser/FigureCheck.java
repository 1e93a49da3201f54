package dev.tutti.console.browser;

import dev.tutti.chat.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Figures of a random ledger, told four times: by the page as it is seen, by what the API answered
 * the page, by the API as CSV, and by plain SQL over the rows; in zones whose days begin at
 * different hours, and one whose days begin at a quarter to the hour.
 */
final class FigureCheck {
  private static final List<String> ZONES =
      List.of("UTC", "Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe");

  private static final Duration FROM = Duration.ofHours(75);
  private static final Duration TO = Duration.ofHours(20);
  private static final int MOST_TRIES = 20;
  private static final int DAY_COST = 2; // columns of the table of days: day, share, cost, calls
  private static final int DAY_CALLS = 3;

  /** What the API has answered the page, and what the page shows of it, at one moment. */
  private static final String SEEN =
      """
      const found = Object.keys(window.answers).filter((each) => arguments[0].every((part) => each.includes(part))).at(-1);
      const text = (node) => (node?.textContent ?? '').trim();
      return {
        answer: found ? window.answers[found] : '{}',
        figures: [...document.querySelectorAll('main [data-figure]')].map((each) => [each.dataset.figure, text(each)]),
        tiles: [...document.querySelectorAll('main .tile')].map((each) => [text(each.querySelector('small')), text(each.querySelector('b'))]),
        rows: [...document.querySelectorAll('main tbody tr')].map((row) => [...row.cells].map((cell) => text(cell.querySelector('div')?.firstChild))),
        line: text(document.querySelector('main .answer')),
      };
      """;

  /** Values as the page's own module writes them. */
  private static final String WRITTEN =
      """
      const [values, done] = arguments;
      const main = document.querySelector('script[type=module]').src;
      import(new URL('parts/words.js', main)).then(
        (words) => done(values.map(([value, unit]) => words.figure(Number(value), unit))), (error) => done([String(error)]));
      """;

  private final SeededServer server;
  private final Browser browser;
  private final LedgerRows rows;
  private final List<String> found = new ArrayList<>();
  private int compared;

  FigureCheck(SeededServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
    this.rows = new LedgerRows(server.data());
  }

  /** Figures as they are told in one place, by the names of their measures. */
  private record Told(String where, Map<String, BigDecimal> figures) {}

  /** Compares them; what differs. */
  List<String> run() {
    for (var zone : ZONES) {
      browser.zone(zone);
      attempt(() -> overview(zone, ""));
      attempt(() -> overview(zone, "?span=7d"));
      attempt(() -> overview(zone, lastDays()));
      attempt(() -> costs(zone));
      attempt(() -> report(zone));
    }
    browser.zone("");
    attempt(this::calls);
    System.out.printf(
        "%d figures compared in %d zones, seed %d%n", compared, ZONES.size(), server.seed());
    return found.stream().map(each -> each + " (seed " + server.seed() + ")").toList();
  }

  /** Figures that differ are read again where rows were written meanwhile. */
  private void attempt(Supplier<List<String>> check) {
    List<String> wrong = List.of();
    for (int i = 0; i < MOST_TRIES; i++) {
      long before = rows.count();
      wrong = check.get();
      if (wrong.isEmpty() || rows.count() == before) {
        break;
      }
    }
    found.addAll(wrong);
  }

  private JsonNode seen(String path, String... asked) {
    browser.open(server.url() + "/console" + path);
    return Json.tree(Json.text(Objects.requireNonNull(browser.script(SEEN, List.of(asked)))));
  }

  private static JsonNode answer(JsonNode seen) {
    return Json.tree(seen.path("answer").asString("{}"));
  }

  private static Instant from(JsonNode answer) {
    return Instant.parse(answer.path("from").asString(""));
  }

  private static Instant to(JsonNode answer) {
    return Instant.parse(answer.path("to").asString(""));
  }

  /** A span that is over, in the middle of whose hours it begins and ends. */
  private static String lastDays() {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return "?from=%s&to=%s".formatted(now.minus(FROM), now.minus(TO));
  }

  private List<String> overview(String zone, String span) {
    var seen = seen(span, "/admin/series?", "measure=calls");
    var series = answer(seen);
    var sql = rows.sums(from(series), to(series));
    var wrong = new ArrayList<>(zone(zone, series, "overview"));
    var path =
        "/admin/series?from=%s&to=%s&zone=%s&step=1h&measure=calls,failed_calls,cost&format=csv"
            .formatted(from(series), to(series), zone);
    Stream.of(
            new Told("API of the overview", sums(series, sql.keySet())),
            new Told("CSV of the overview", sum(csv(path, sql.keySet()))))
        .forEach(told -> wrong.addAll(different(told, sql)));
    var figures = new ArrayList<String>();
    seen.path("figures")
        .forEach(each -> figures.add(each.path(0).asString() + " " + each.path(1).asString()));
    sql.forEach(
        (measure, value) -> {
          var text = measure + " " + written(value, series.at("/units/" + measure).asString(""));
          if (!figures.contains(text)) {
            wrong.add("overview%s shows %s (expected: %s)".formatted(span, figures, text));
          }
        });
    return wrong;
  }

  /** Days begin when they begin in the reader's zone. */
  private List<String> costs(String zone) {
    var seen = seen("/costs?by=day", "/admin/top?", "by=day");
    var top = answer(seen);
    var days = rows.days(from(top), to(top), ZoneId.of(zone));
    var wrong = new ArrayList<>(zone(zone, top, "costs"));
    var path =
        "/admin/top?from=%s&to=%s&zone=%s&by=day&measure=cost,calls&limit=200&format=csv"
            .formatted(from(top), to(top), zone);
    var csv = csv(path, List.of("day", "cost", "calls"));
    if (csv.size() != days.size() || top.path("data").size() != days.size()) {
      wrong.add(
          "costs: days of the API %d, as CSV %d, in the rows %s"
              .formatted(top.path("data").size(), csv.size(), days.keySet()));
    }
    for (var row : top.path("data")) {
      var day = row.path("names").path(0).asString("");
      var sql = days.getOrDefault(day, new LedgerRows.Sum(0, 0)).figures();
      var api =
          Map.of(
              "calls", row.at("/figures/calls/value").decimalValue(BigDecimal.ZERO),
              "cost", row.at("/figures/cost/value").decimalValue(BigDecimal.ZERO));
      wrong.addAll(different(new Told("API, costs of " + day, api), sql));
      csv.stream()
          .filter(each -> day.equals(each.get("day")))
          .forEach(
              line -> wrong.addAll(different(new Told("CSV of " + day, sum(List.of(line))), sql)));
      wrong.addAll(shownDay(day, sql, seen.path("rows")));
    }
    return wrong;
  }

  private List<String> shownDay(String day, Map<String, BigDecimal> sql, JsonNode shown) {
    var row = shown.valueStream().filter(each -> each.path(0).asString("").equals(day)).findFirst();
    var texts =
        List.of(
            row.map(each -> each.path(DAY_COST).asString("")).orElse(""),
            row.map(each -> each.path(DAY_CALLS).asString("")).orElse(""));
    var wanted =
        List.of(
            written(Objects.requireNonNull(sql.get("cost")), "dollars"),
            written(Objects.requireNonNull(sql.get("calls")), "count"));
    return texts.equals(wanted)
        ? List.of()
        : List.of("costs show %s on %s (expected: %s)".formatted(texts, day, wanted));
  }

  private List<String> report(String zone) {
    var seen = seen("/reports?kind=summary&from=-7d", "/admin/reports/summary");
    var report = answer(seen);
    var sql = rows.sums(from(report), to(report));
    var wrong = new ArrayList<>(zone(zone, report, "report"));
    var tiles = new HashMap<String, String>();
    seen.path("tiles")
        .forEach(each -> tiles.put(each.path(0).asString(""), each.path(1).asString("")));
    for (var figure :
        report.findValues("figures").stream().flatMap(JsonNode::valueStream).toList()) {
      var value = sql.get(figure.path("key").asString(""));
      if (value != null) {
        var name = figure.path("key").asString("");
        var told = figure.path("value").decimalValue(BigDecimal.ZERO);
        wrong.addAll(different(new Told("report", Map.of(name, told)), Map.of(name, value)));
        var text = written(value, figure.path("unit").asString(""));
        if (!text.equals(tiles.get(figure.path("label").asString("")))) {
          wrong.add("report shows %s (expected: %s of %s)".formatted(tiles, text, name));
        }
      }
    }
    return wrong;
  }

  private static List<String> zone(String zone, JsonNode answer, String page) {
    var told = answer.path("zone").asString("UTC");
    return ZoneId.of(told).getRules().equals(ZoneId.of(zone).getRules()) // one has two names
        ? List.of()
        : List.of("%s: zone %s (expected: %s)".formatted(page, told, zone));
  }

  private static Map<String, BigDecimal> sums(JsonNode series, Iterable<String> measures) {
    var sums = new HashMap<String, BigDecimal>();
    for (var measure : measures) {
      sums.put(
          measure,
          series
              .at("/data/0/points")
              .valueStream()
              .map(each -> each.at("/figures/" + measure + "/value").decimalValue(BigDecimal.ZERO))
              .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
    return sums;
  }

  /** Lines of a CSV, with the columns of some names. */
  private List<Map<String, String>> csv(String path, Iterable<String> names) {
    var lines = server.ask("GET", path, "").text().lines().toList();
    var head = List.of(lines.getFirst().split(","));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            cells -> {
              Map<String, String> line = new HashMap<>();
              names.forEach(name -> line.put(name, cells[head.indexOf(name)]));
              return line;
            })
        .toList();
  }

  private static Map<String, BigDecimal> sum(List<Map<String, String>> lines) {
    var sums = new HashMap<String, BigDecimal>();
    for (var line : lines) {
      line.forEach(
          (name, cell) -> {
            if (!name.equals("day") && !cell.isEmpty()) {
              sums.merge(name, new BigDecimal(cell), BigDecimal::add);
            }
          });
    }
    return sums;
  }

  private List<String> different(Told told, Map<String, BigDecimal> sql) {
    var wrong = new ArrayList<String>();
    sql.forEach(
        (measure, value) -> {
          compared++;
          var other = Objects.requireNonNullElse(told.figures.get(measure), BigDecimal.ZERO);
          if (value.compareTo(other) != 0) {
            wrong.add("%s: %s is %s, in the rows %s".formatted(told.where, measure, other, value));
          }
        });
    return wrong;
  }

  private String written(BigDecimal value, String unit) {
    compared++;
    var values = List.of(List.of(value.toPlainString(), unit));
    return String.valueOf(
        ((List<?>) Objects.requireNonNull(browser.later(WRITTEN, values))).getFirst());
  }

  /** The list of calls, row by row. */
  private List<String> calls() {
    var seen = seen("/calls", "/admin/calls");
    var told = answer(seen).path("data");
    var wrong = new ArrayList<String>();
    for (var row : told) {
      var id = row.path("call").asString("");
      var sql = rows.call(id);
      compared++;
      var cost = row.path("cost").decimalValue(BigDecimal.ZERO);
      var api =
          List.of(
              row.path("attempts").asLong(-1),
              row.path("input_tokens").asLong(-1) + row.path("output_tokens").asLong(-1),
              cost.movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact());
      if (!api.equals(sql)) {
        wrong.add("call %s: API %s, rows %s".formatted(id, api, sql));
      }
    }
    if (seen.path("rows").size() != told.size()) {
      wrong.add("calls: %d rows are seen of %d".formatted(seen.path("rows").size(), told.size()));
    }
    return wrong;
  }
}
