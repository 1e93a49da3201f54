package dev.tutti.console.browser;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.tutti.chat.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Spans of time of the overview: each stands in the address, however it was chosen, and figures,
 * links and charts are of it.
 */
final class SpanCheck {
  /** Steps of history that Chromium keeps. */
  private static final long MOST_ENTRIES = 50;

  private static final String ZONE = "Asia/Kathmandu";
  private static final Duration LONG_AGO = Duration.ofDays(4);
  private static final Duration SPAN = Duration.ofDays(2);
  private static final double BEGIN = .25;
  private static final double END = .75;
  private static final double NEAR = .06; // what has happened just now makes charts longer
  private static final int HATCHED = 40;

  /** What the page shows, and what it has asked for it; the last of each kind. */
  private static final String SEEN =
      """
      const asked = (part) => Object.keys(window.answers).filter((each) => each.startsWith(part)).at(-1);
      const series = Object.keys(window.answers).filter((each) => each.startsWith('/admin/series?') && each.includes('measure=calls')).at(-1);
      return JSON.stringify({
        asked: series, series: window.answers[series], slow: window.answers[asked('/admin/top?')], calls: window.answers[asked('/admin/calls')],
        span: document.querySelector('main select[name=span]')?.value ?? '',
        tiles: Object.fromEntries([...document.querySelectorAll('main a.tile')].map((each) => [each.querySelector('[data-figure]').dataset.figure, each.href])),
        p95: document.querySelector('main [data-figure=total_p95]')?.textContent ?? '',
        notes: document.querySelectorAll('main figcaption small').length,
      });
      """;

  /** Milliseconds as the page's own module writes them. */
  private static final String WRITTEN =
      """
      const [value, done] = arguments;
      const main = document.querySelector('script[type=module]').src;
      import(new URL('parts/words.js', main)).then((words) => done(words.figure(value, 'milliseconds')), (error) => done(String(error)));
      """;

  /** Pixels of the hatching's colour at the right end of the first chart, and in its middle. */
  private static final String HATCH =
      """
      const canvas = document.querySelector('main .chart canvas');
      const [over, all] = [document.querySelector('main .chart .u-over'), canvas].map((each) => each.getBoundingClientRect());
      const scale = canvas.width / all.width;
      const text = getComputedStyle(document.documentElement).getPropertyValue('--edge').trim();
      const edge = [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
      const count = (left) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData((left - all.left) * scale, (over.top - all.top) * scale, 12 * scale, over.height * scale);
        let found = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 60 && edge.every((value, part) => Math.abs(data[at + part] - value) < 14)) found++;
        return found;
      };
      return JSON.stringify([count(over.right - 14), count(over.left + over.width / 2)]);
      """;

  private static final String DRAWN =
      "return document.querySelector('main .chart .u-over')?.getBoundingClientRect().width > 0;";

  /** Types two local times, and shows what is between them. */
  private static final String TYPED =
      """
      const form = document.querySelector('main details form');
      form.closest('details').open = true;
      [form.elements.from.value, form.elements.to.value] = [arguments[0], arguments[1]];
      form.querySelector('button').click();
      """;

  private final SeededServer server;
  private final Browser browser;
  private final List<String> found = new ArrayList<>();

  SpanCheck(SeededServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  /** Chooses, types and zooms; what is wrong. */
  List<String> run() {
    browser.zone(ZONE);
    Map.of("1h", "5m", "24h", "1h", "7d", "6h", "30d", "day").forEach(this::usual);
    var now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    over(now.minus(LONG_AGO), now.minus(LONG_AGO).plus(SPAN));
    typed(now.minus(LONG_AGO));
    zoomed();
    browser.zone("");
    return found;
  }

  private JsonNode open(String query) {
    browser.open(server.url() + "/console" + query);
    browser.await(DRAWN);
    return seen();
  }

  private JsonNode seen() {
    return Json.tree(String.valueOf(browser.script(SEEN)));
  }

  @FormatMethod
  private void expect(boolean holds, @FormatString String what, Object... values) {
    if (!holds) {
      found.add(what.formatted(values));
    }
  }

  private static Map<String, String> query(String address) {
    var values = new HashMap<String, String>();
    var query = Objects.requireNonNullElse(URI.create(address).getRawQuery(), "");
    Stream.of(query.split("&", -1))
        .map(each -> each.split("=", 2))
        .filter(each -> each.length == 2)
        .forEach(each -> values.put(each[0], URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    return values;
  }

  /** One of the usual spans ends now, so that its last point is not over. */
  private void usual(String span, String step) {
    var seen = open("?span=" + span);
    var asked = query(seen.path("asked").asString(""));
    expect(
        asked.getOrDefault("from", "").equals("-" + span)
            && asked.getOrDefault("step", "").equals(step),
        "span %s has asked for %s (expected: step %s)",
        span,
        asked,
        step);
    expect(seen.path("span").asString("").equals(span), "%s is shown as %s", span, seen);
    var calls = query(seen.at("/tiles/calls").asString("")).getOrDefault("filter", "");
    expect(calls.equals("started>=-" + span), "calls of %s lead to %s", span, calls);
    slow(seen);
    expect(seen.path("notes").asInt() > 0, "%s: no chart says that its end is not over", span);
    var hatch = hatch();
    expect(
        hatch.path(0).asInt() > HATCHED && hatch.path(0).asInt() > 5 * hatch.path(1).asInt(),
        "%s: the end is hatched by %s pixels",
        span,
        hatch);
  }

  private JsonNode hatch() {
    return Json.tree(String.valueOf(browser.script(HATCH)));
  }

  /** The percentile is that of the whole span, not of its hours. */
  private void slow(JsonNode seen) {
    var figure = Json.tree(seen.path("slow").asString("{}")).at("/total/total_p95/value");
    var wanted =
        figure.isNumber() ? String.valueOf(browser.later(WRITTEN, figure.asDouble())) : "–";
    expect(
        seen.path("p95").asString("").equals(wanted),
        "p95 is shown as %s (expected: %s of %s)",
        seen.path("p95"),
        wanted,
        seen.path("slow"));
  }

  /** A span that is over: nothing is hatched, and its tiles lead to its calls alone. */
  private void over(Instant from, Instant to) {
    var seen = open("?from=%s&to=%s".formatted(from, to));
    var series = Json.tree(seen.path("series").asString("{}"));
    expect(
        series.path("from").asString("").equals(from.toString())
            && series.path("to").asString("").equals(to.toString()),
        "from %s to %s has asked for %s",
        from,
        to,
        seen.path("asked"));
    slow(seen);
    expect(seen.path("notes").asInt() == 0, "what is over is said not to be");
    expect(hatch().path(0).asInt() <= HATCHED / 2, "what is over is hatched: %s", hatch());
    browser.script("document.querySelector('main a.tile [data-figure=calls]').click();");
    browser.await("return location.pathname.endsWith('/calls');");
    browser.settle();
    var calls = Json.tree(seen().path("calls").asString("{}")).path("data");
    expect(!calls.isEmpty(), "no calls are behind the tile");
    for (var call : calls) {
      var started = Instant.parse(call.path("started").asString(""));
      expect(
          !started.isBefore(from) && started.isBefore(to),
          "a call of %s is behind the tile of %s to %s",
          started,
          from,
          to);
    }
  }

  /** Times are typed in the reader's zone. */
  private void typed(Instant day) {
    var from = LocalDateTime.ofInstant(day, ZoneId.of(ZONE)).truncatedTo(ChronoUnit.HOURS);
    var to = from.plus(SPAN);
    open("");
    var before = browser.address();
    browser.script(TYPED, from.toString(), to.toString());
    browser.settleAfter(before);
    var asked = query(browser.address());
    var wanted =
        Map.of(
            "from", from.atZone(ZoneId.of(ZONE)).toInstant().toString(),
            "to", to.atZone(ZoneId.of(ZONE)).toInstant().toString());
    expect(asked.equals(wanted), "typed %s to %s became %s", from, to, asked);
  }

  /** What is dragged over becomes the span, in one step that can be taken back. */
  private void zoomed() {
    var seen = open("");
    var points = Json.tree(seen.path("series").asString("{}")).at("/data/0/points");
    var first = Instant.parse(points.path(0).path("from").asString(""));
    var last = Instant.parse(points.path(points.size() - 1).path("from").asString(""));
    var before = browser.address();
    long entries = (Long) Objects.requireNonNull(browser.script("return history.length;"));
    browser.drag("main .chart .u-over", BEGIN, END);
    browser.settleAfter(before);
    var asked = query(browser.address());
    double whole = Duration.between(first, last).toSeconds();
    var shares =
        Stream.of("from", "to")
            .map(each -> Instant.parse(asked.getOrDefault(each, "1970-01-01T00:00:00Z")))
            .map(each -> Duration.between(first, each).toSeconds() / whole)
            .toList();
    expect(
        Math.abs(shares.getFirst() - BEGIN) < NEAR && Math.abs(shares.getLast() - END) < NEAR,
        "a quarter to three quarters were dragged over: %s of %s to %s",
        shares,
        first,
        last);
    expect(
        Objects.equals(
            Math.min(entries + 1, MOST_ENTRIES), browser.script("return history.length;")),
        "not one step was made");
    var zoomed = Json.tree(seen().path("series").asString("{}")).path("from").asString("");
    expect(zoomed.equals(asked.get("from")), "the figures begin at %s, not %s", zoomed, asked);
    var there = browser.address();
    browser.script("history.back();");
    browser.settleAfter(there);
    expect(browser.address().equals(before), "back led to %s", browser.address());
  }
}
