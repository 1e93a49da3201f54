package dev.tutti.console.browser;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Texts of strangers as answers of models, as names of users, keys, sessions, characters and
 * silences, as messages, results of tasks and filters, on every page: none of them runs, has
 * anything asked of another server, becomes an element that could, or is told of as a violation,
 * which would mean that only the policy has stopped it.
 */
final class HostileTexts {
  private static final String FILE = "/dev/tutti/console/browser/hostile.txt";
  private static final int LONG = 200_000;
  private static final int SHORT = 200;
  private static final int FILTERS = 12;

  private static final String REFUSED = "the server responded with a status of 400";

  private static final String TASK =
      """
      {"kind": "chat", "input": {"model": "sim/sim-echo", "messages": [{"role": "user", "content": TEXT}]}}
      """;

  private static final String ASK =
      """
      const field = document.querySelector('main textarea');
      field.value = arguments[0];
      field.dispatchEvent(new Event('input', {bubbles: true}));
      return true;
      """;

  private static final String RUN =
      "document.querySelector('main button.primary').click(); return true;";

  private static final String ANSWERED =
      "return document.querySelector('main [aria-busy=false] a[href*=\"/calls/\"], main"
          + " [role=alert]') !== null;";

  /** What a page never has, whatever the text. */
  private static final String TRACES =
      """
      const found = [];
      if (window.ran !== undefined) found.push('ran: ' + window.ran);
      for (const each of document.querySelectorAll('main :is(img:not([src^="/v1/characters/"]), iframe, object, embed, script, svg:not([aria-hidden=true]), style, link, base, form[action], video, audio, math, template, meta, [onerror], [onload], [onclick])')) {
        found.push('element: ' + each.outerHTML.slice(0, 120));
      }
      for (const each of document.querySelectorAll('main a[href]')) {
        if (!/^(https?|mailto):$/.test(new URL(each.href).protocol)) found.push('link: ' + each.href.slice(0, 80));
      }
      (window.violations ?? []).forEach((each) => found.push('policy: ' + each));
      return found;
      """;

  private final SeededServer server;
  private final Browser browser;

  HostileTexts(SeededServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  /** Shows all of them on all pages; what was wrong. */
  List<String> run(List<ConsolePage> pages) throws IOException {
    try (var beacon = new Beacon()) {
      var texts = texts(beacon.url());
      var findings = new ArrayList<String>();
      for (var text : texts) {
        asAnswer(text, findings);
      }
      var few = texts.stream().filter(each -> each.length() < SHORT).toList();
      few.forEach(this::keep);
      everywhere(pages, few, findings);
      beacon.asked().forEach(each -> findings.add("asked for " + each));
      System.out.printf("%d texts of strangers on %d pages%n", texts.size(), pages.size());
      return findings;
    }
  }

  private static List<String> texts(String beacon) throws IOException {
    try (var in = Objects.requireNonNull(HostileTexts.class.getResourceAsStream(FILE), FILE)) {
      var written = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var big =
          Stream.of(
              "[".repeat(LONG / 10),
              "**a".repeat(LONG / 4),
              "<b>x".repeat(LONG / 4),
              ">".repeat(LONG / 20),
              "- ".repeat(LONG / 40),
              "\\".repeat(LONG / 2),
              "[a](" + "(".repeat(LONG / 2),
              "*_".repeat(300));
      return Stream.concat(
              written
                  .lines()
                  .filter(each -> !each.isBlank())
                  .map(each -> each.replace("\\n", "\n")),
              big)
          .map(each -> each.replace("BEACON", beacon))
          .toList();
    }
  }

  private void asAnswer(String text, List<String> findings) {
    browser.open(server.url() + "/console/playground?models=sim/sim-echo");
    browser.script(ASK, text);
    browser.await("return document.querySelector('main textarea').value !== '';");
    browser.script(RUN);
    browser.await(ANSWERED);
    note("answer " + shown(text), findings);
  }

  /** Has the server keep a text wherever a caller may say one; some places refuse some texts. */
  private void keep(String text) {
    var json = Json.text(text);
    server.chat("sim", text, text);
    server.chat(text, text, text);
    server.post("/admin/keys", "{\"name\": %s, \"owner\": %s}".formatted(json, json));
    var session = server.post("/v1/sessions", "{\"title\": %s}".formatted(json));
    server.post(
        "/v1/sessions/%s/messages".formatted(session.path("id").asString("none")),
        "{\"content\": %s, \"model\": \"sim/sim-echo\"}".formatted(json));
    server.post("/v1/tasks", TASK.replace("TEXT", json));
    server.post("/v1/characters", "{\"name\": %s, \"first_mes\": %s}".formatted(json, json));
    server.post(
        "/v1/memories", "{\"user\": \"u\", \"text\": %s, \"key\": %s}".formatted(json, json));
    server.ask(
        "PUT",
        "/console/saved-views/" + URLEncoder.encode(text, StandardCharsets.UTF_8),
        "{\"path\": \"/calls\", \"shared\": true}");
    server.post(
        "/admin/alerts/silences",
        "{\"to\": \"2999-01-01T00:00:00Z\", \"reason\": %s, \"match\": {\"model\": %s}}"
            .formatted(json, json));
  }

  private void everywhere(List<ConsolePage> pages, List<String> texts, List<String> findings) {
    for (var page : pages) {
      browser.open(server.url() + "/console" + page.path());
      note(page.name(), findings);
    }
    for (var text : texts.subList(0, Math.min(FILTERS, texts.size()))) {
      var escaped = URLEncoder.encode(text, StandardCharsets.UTF_8);
      browser.open(server.url() + "/console/calls?filter=" + escaped);
      noteTraces("filter " + shown(text), findings);
      browser.complaints().stream()
          .filter(each -> !each.contains(REFUSED)) // the browser itself tells of a refused filter
          .forEach(each -> findings.add("filter " + shown(text) + ": console: " + each));
    }
  }

  private void noteTraces(String where, List<String> findings) {
    browser.texts(TRACES).forEach(each -> findings.add(where + ": " + each));
  }

  private void note(String where, List<String> findings) {
    noteTraces(where, findings);
    browser.complaints().forEach(each -> findings.add(where + ": console: " + each));
  }

  private static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
