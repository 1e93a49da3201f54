package dev.tutti.console.browser;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/**
 * Recorded decisions that are made again, as the page draws them: every point of every curve and
 * every bar is seen, where it belongs, with the numbers that the API has answered the page.
 */
final class RoutingCheck {
  private static final List<String> QUESTIONS =
      List.of(
          "Hi!",
          "What is the capital of France?",
          "Translate into German: the weather is fine.",
          "Write a story about a lighthouse.",
          "Prove that there are infinitely many primes, and discuss every step of the proof.",
          "Compare the two designs, weigh cost against risk, and explain which one is better.");

  private static final String TRY = "document.querySelector('main button.primary').click();";

  private static final String ANSWERED =
      "return window.answers['POST /admin/routing/what-if'] !== undefined;";

  /** What the API has answered, and what is seen of it. */
  private static final String SEEN =
      """
      const place = (each, ...names) => Object.fromEntries(names.map((name) => [name, Number(each.getAttribute(name))]));
      const seen = (each) => {
        const [own, all] = [each, each.closest('svg')].map((one) => one.getBoundingClientRect());
        return own.width > 0 && own.left >= all.left && own.right <= all.right && own.top >= all.top && own.bottom <= all.bottom;
      };
      const table = [...document.querySelectorAll('main table')].find((each) => !each.closest('details') && each.caption.textContent === arguments[0]);
      return JSON.stringify({
        answer: window.answers['POST /admin/routing/what-if'],
        curves: Object.fromEntries([...document.querySelectorAll('main [data-task]')].map((panel) => [panel.dataset.task,
          [...panel.querySelectorAll('circle')].map((each) => ({...each.dataset, ...place(each, 'cx', 'cy'), seen: seen(each)}))])),
        bars: [...document.querySelectorAll('main rect[data-calls]')].map((each) => ({...each.dataset, ...place(each, 'x', 'height')})),
        sides: table ? [...table.tBodies[0].rows].map((row) => row.cells[1].textContent) : [],
        calls: [...document.querySelectorAll('main tbody a[href*="/console/calls/"]')].map((each) => each.closest('tr').textContent),
        spent: document.querySelector('main [data-figure=spent]')?.textContent ?? '',
      });
      """;

  private final SeededServer server;
  private final Browser browser;
  private final List<String> found = new ArrayList<>();
  private int drawn;

  RoutingCheck(SeededServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  /** Has questions decided, tries another knob, and moves the threshold; what is wrong. */
  List<String> run() {
    for (var question : QUESTIONS) {
      server.chat("auto", question, "router");
    }
    Patience.until(() -> recorded() >= QUESTIONS.size(), "the decisions are recorded");
    browser.open(server.url() + "/console/routing?tab=what_if&quality=1&complexity=0.3");
    browser.script(TRY);
    browser.await(ANSWERED);
    browser.settle();
    var seen = seen();
    var answer = Json.tree(seen.path("answer").asString("{}"));
    answer.path("by_task_type").forEachEntry((task, sums) -> curve(task, sums, seen));
    if (drawn == 0) {
      found.add("no curve has two points in different places: " + seen.path("curves"));
    }
    bars(answer.path("complexity"), seen.path("bars"));
    examples(answer.path("examples"), seen.path("calls"));
    var spent = seen.path("spent").asString("");
    if (answer.path("spent_usd").asDouble(0) <= 0 || !spent.contains("$")) {
      found.add("spent: %s is seen of %s".formatted(spent, answer.path("spent_usd")));
    }
    moved(answer.path("complexity"));
    System.out.printf("%d points in different places%n", drawn);
    return found;
  }

  private int recorded() {
    return server.post("/admin/routing/what-if", "{}").path("calls").asInt(0);
  }

  private JsonNode seen() {
    return Json.tree(String.valueOf(browser.script(SEEN, "Calls by complexity")));
  }

  /** Points have the API's numbers, and are further right and up with more cost and quality. */
  private void curve(String task, JsonNode sums, JsonNode seen) {
    var wanted = sums.path("curve");
    var points = seen.path("curves").path(task);
    if (wanted.isEmpty() || points.size() != wanted.size()) {
      found.add("%s: %d points are seen of %d".formatted(task, points.size(), wanted.size()));
      return;
    }
    var values = new HashSet<String>();
    var places = new HashSet<String>();
    for (int i = 0; i < points.size(); i++) {
      var point = points.get(i);
      var told = wanted.get(i);
      if (!point.path("seen").asBoolean()
          || number(point, "knob") != told.path("quality").asDouble(-1)
          || number(point, "quality") != told.path("expected_quality").asDouble(-1)
          || number(point, "cost") != told.path("expected_cost_usd").asDouble(-1)) {
        found.add("%s: %s is drawn (expected: %s)".formatted(task, point, told));
      }
      values.add(number(point, "quality") + " " + number(point, "cost"));
      places.add(number(point, "cx") + " " + number(point, "cy"));
      ordered(task, points.get(0), point);
    }
    if (values.size() != places.size()) {
      found.add("%s: %d points are in %d places".formatted(task, values.size(), places.size()));
    }
    drawn += places.size() > 1 ? places.size() : 0;
  }

  private void ordered(String task, JsonNode first, JsonNode point) {
    double right = number(point, "cx") - number(first, "cx");
    double up = number(first, "cy") - number(point, "cy");
    if (Math.signum(right) != Math.signum(number(point, "cost") - number(first, "cost"))
        || Math.signum(up) != Math.signum(number(point, "quality") - number(first, "quality"))) {
      found.add("%s: %s lies wrong beside %s".formatted(task, point, first));
    }
  }

  private static double number(JsonNode drawn, String name) {
    var value = drawn.path(name);
    return value.isNumber() ? value.asDouble() : Double.parseDouble(value.asString("NaN"));
  }

  private void bars(JsonNode parts, JsonNode bars) {
    if (parts.isEmpty() || bars.size() != parts.size()) {
      found.add("%d bars are seen of %d".formatted(bars.size(), parts.size()));
      return;
    }
    for (int i = 0; i < bars.size(); i++) {
      int calls = parts.get(i).path("calls").asInt(-1);
      if (number(bars.get(i), "calls") != calls || number(bars.get(i), "height") > 0 != calls > 0) {
        found.add("bar %s is drawn (expected: %d calls)".formatted(bars.get(i), calls));
      }
    }
  }

  private void examples(JsonNode examples, JsonNode rows) {
    if (examples.isEmpty() || rows.size() != examples.size()) {
      found.add("%d examples are seen of %d".formatted(rows.size(), examples.size()));
    }
    for (int i = 0; i < Math.min(rows.size(), examples.size()); i++) {
      var row = rows.get(i).asString("");
      for (var name : List.of("call", "now", "then")) {
        if (!row.contains(examples.get(i).path(name).asString("?"))) {
          found.add("example %s is seen as %s".formatted(examples.get(i), row));
        }
      }
    }
  }

  /** The threshold moves by the keyboard, into the address, and divides the calls. */
  private void moved(JsonNode parts) {
    browser.script("document.querySelector('main input[name=complexity]').focus();");
    browser.press(Keys.ARROW_RIGHT);
    browser.await("return location.search.includes('complexity=0.35');");
    browser.settle();
    int below =
        parts
            .valueStream()
            .filter(each -> each.path("to").asDouble() < .36)
            .mapToInt(each -> each.path("calls").asInt())
            .sum();
    int all = parts.valueStream().mapToInt(each -> each.path("calls").asInt()).sum();
    var wanted = List.of(String.valueOf(below), String.valueOf(all - below));
    var sides = seen().path("sides").valueStream().map(each -> each.asString("")).toList();
    if (!sides.equals(wanted)) {
      found.add("calls on both sides of .35: %s (expected: %s)".formatted(sides, wanted));
    }
  }
}
