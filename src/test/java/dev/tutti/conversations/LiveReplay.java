package dev.tutti.conversations;

import dev.tutti.chat.Json;
import dev.tutti.session.SessionStrategy;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.token.PromptEstimate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replay of dialogues over HTTP: each is a session of a running Tutti, each question a post, and a
 * scripted upstream says what was answered then and notes what it is sent. A dialogue begins with
 * its first question; where nothing was answered, a word is. Not thread-safe.
 */
final class LiveReplay implements AutoCloseable {
  private static final String YAML =
      """
      providers:
        up: {base_url: "{upstream}", api_key: sk-of-the-provider}
      prices:
        - {provider: up, model: m, as_of: 2026-01-01, input: 1, cached_input: 0.1, output: 2}
        - {provider: up, model: s, as_of: 2026-01-01, input: 0.1, output: 0.4}
      conversation:
        summary: {model: up/s}
      """;

  private static final String SUMMARY = "Facts: what was said before.";

  private final TestingUpstream upstream = TestingUpstream.start();
  private final AtomicReference<String> reply = new AtomicReference<>("");
  private final AtomicReference<JsonNode> heard = new AtomicReference<>(Json.object());
  private final HttpClient client = HttpClient.newHttpClient();
  private final TestingTutti tutti;
  private int sessions;

  LiveReplay(Path folder) {
    upstream.remembersNothing();
    upstream.playAlways(
        turn -> {
          var asked = Json.tree(turn.heard().body());
          boolean sums = asked.path("model").asString("").equals("s");
          if (!sums) {
            heard.set(asked.path("messages"));
          }
          turn.json(200, answer(sums ? SUMMARY : reply.get()));
        });
    tutti = TestingTutti.start(folder, YAML.replace("{upstream}", upstream.url()));
  }

  private static String answer(String text) {
    var json = (ObjectNode) Json.parse(Chat.whole("x"));
    ((ObjectNode) json.at("/choices/0/message")).put("content", text);
    json.remove("usage");
    return Json.text(json);
  }

  /** Replays dialogues; the sums by their sources. */
  Map<String, ReplayTotals> run(List<Dialogue> dialogues, SessionStrategy strategy, long budget) {
    var totals = new TreeMap<String, ReplayTotals>();
    for (var dialogue : dialogues) {
      var own = totals.computeIfAbsent(dialogue.source(), _ -> new ReplayTotals());
      var all = totals.computeIfAbsent("", _ -> new ReplayTotals());
      replay(dialogue, strategy, budget, List.of(own, all));
    }
    return totals;
  }

  private void replay(
      Dialogue dialogue, SessionStrategy strategy, long budget, List<ReplayTotals> totals) {
    var id = "s" + sessions++;
    var session = Json.object().put("id", id).put("model", "up/m");
    session.putObject("context").put("strategy", strategy.word()).put("budget_tokens", budget);
    post("/v1/sessions", session);
    var full = new ArrayList<JsonNode>();
    int answered = 0;
    List<JsonNode> before = List.of();
    for (int at : dialogue.questions()) {
      var question = dialogue.lines().get(at).text();
      boolean followed = at + 1 < dialogue.lines().size() && !dialogue.lines().get(at + 1).user();
      reply.set(followed ? dialogue.lines().get(at + 1).text() : "OK.");
      post("/v1/sessions/" + id + "/messages", Json.object().put("content", question));
      var sent = heard.get().valueStream().toList();
      full.add(Json.object().put("role", "user").put("content", question));
      count(sent, before, full, answered, totals);
      judge(dialogue, at, sent, totals);
      before = sent;
      answered = full.size();
      full.add(Json.object().put("role", "assistant").put("content", reply.get()));
    }
  }

  private static void count(
      List<JsonNode> sent,
      List<JsonNode> before,
      List<JsonNode> full,
      int fullBefore,
      List<ReplayTotals> totals) {
    int common = 0;
    while (common < Math.min(sent.size(), before.size())
        && sent.get(common).equals(before.get(common))) {
      common++;
    }
    long tokens = tokens(sent);
    long cached = tokens(sent.subList(0, common));
    long all = tokens(full);
    long allCached = tokens(full.subList(0, fullBefore));
    totals.forEach(each -> each.sent(tokens, cached, all, allCached));
  }

  private static void judge(
      Dialogue dialogue, int at, List<JsonNode> sent, List<ReplayTotals> totals) {
    if (dialogue.label(at).filter(Dialogue.Label::followUp).isEmpty()) {
      return;
    }
    Set<String> texts = new HashSet<>();
    sent.subList(0, sent.size() - 1)
        .forEach(message -> texts.add(message.path("content").asString("")));
    int first = dialogue.questions().getFirst();
    boolean whole =
        dialogue.needs(at).stream()
            .filter(place -> place >= first)
            .allMatch(place -> texts.contains(dialogue.lines().get(place).text()));
    boolean opened = texts.contains(dialogue.lines().get(dialogue.opening(at)).text());
    totals.forEach(each -> each.followUp(whole, opened));
  }

  private static long tokens(List<JsonNode> messages) {
    return messages.stream().mapToLong(PromptEstimate::ofMessage).sum();
  }

  private void post(String path, ObjectNode body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(tutti.url() + path))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(Json.text(body)))
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The report of what it has saved. */
  JsonNode report() {
    return Json.tree(tutti.get("/admin/reports/context?by=day"));
  }

  @Override
  public void close() throws IOException {
    client.close();
    tutti.close();
    upstream.close();
  }
}
