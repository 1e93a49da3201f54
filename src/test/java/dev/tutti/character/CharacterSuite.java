package dev.tutti.character;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The command behind {@code suites/characters/run FOLDER}: labelled lorebooks, macros, mentions and
 * plans of groups are asked of a running server, and compared with what they should be; files that
 * must be refused are, and soon.
 */
public final class CharacterSuite {
  private static final int SEEDS = 200;

  private final TestingAdmin caller;
  private final List<String> wrong = new ArrayList<>();
  private int passed;

  private CharacterSuite(TestingAdmin caller) {
    this.caller = caller;
  }

  /** Exits with 0 when everything is as it should be, 1 when not, 2 when nothing was compared. */
  public static void main(String[] words) throws IOException, InterruptedException {
    var folder = Path.of(words[0]);
    try (var tutti =
            TestingTutti.start(
                Files.createTempDirectory("tutti"),
                "providers: {up: {base_url: \"http://127.0.0.1:9\", api_key: none}}");
        var caller = new TestingAdmin(tutti.url(), "");
        var cards = new CardCases(tutti.url())) {
      var suite = new CharacterSuite(caller);
      suite.lorebooks(cases(folder, "lorebook.jsonl"));
      suite.macros(cases(folder, "macros.jsonl"));
      suite.mentions(cases(folder, "mentions.jsonl"));
      suite.plans(cases(folder, "groupplan.jsonl"));
      suite.cards(folder, cards);
      suite.refusals();
      suite.wrong.forEach(System.out::println);
      System.out.printf("%d passed, %d failed%n", suite.passed, suite.wrong.size());
      System.exit(suite.passed + suite.wrong.size() == 0 ? 2 : suite.wrong.isEmpty() ? 0 : 1);
    }
  }

  private static List<JsonNode> cases(Path folder, String name) throws IOException {
    var cases = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(folder.resolve(name))) {
      if (!line.isBlank()) {
        cases.add(Json.tree(line));
      }
    }
    return cases;
  }

  private void cards(Path folder, CardCases cards) throws IOException, InterruptedException {
    try (var folders = Files.list(folder)) {
      for (var each : folders.filter(Files::isDirectory).sorted().toList()) {
        var found = cards.check(each);
        if (found.isEmpty()) {
          passed++;
        } else {
          wrong.add("%s: %s".formatted(each.getFileName(), found));
        }
      }
    }
  }

  /** Hostile files are refused, or lose what is hostile, within 50 ms of CPU. */
  private void refusals() throws IOException {
    for (var line : new HostileCards().measure()) {
      System.out.println(line);
      if (line.startsWith("WRONG")) {
        wrong.add(line);
      } else {
        passed++;
      }
    }
  }

  private JsonNode ask(String path, ObjectNode body) {
    var answer = caller.post(path, Json.text(body));
    return answer.status() == 200 ? answer.json() : Json.object().put("error", answer.text());
  }

  private void tell(JsonNode each, boolean right, Object found) {
    if (right) {
      passed++;
    } else {
      wrong.add("%s: %s".formatted(each.path("id").asString(), found));
    }
  }

  private static ObjectNode part(JsonNode each, String... names) {
    var body = Json.object();
    for (var name : names) {
      if (each.has(name)) {
        body.set(name, each.path(name));
      }
    }
    return body;
  }

  private void lorebooks(List<JsonNode> cases) {
    for (var each : cases) {
      var found = ask("/v1/lorebooks/activate", part(each, "book", "messages", "settings"));
      var rights = new ArrayList<JsonNode>();
      rights.add(each.path("expect"));
      each.path("accept").forEach(rights::add);
      tell(each, rights.stream().anyMatch(right -> isLore(found, right)), found);
    }
  }

  private static boolean isLore(JsonNode found, JsonNode right) {
    return found.path("active").equals(right.path("active"))
        && found.path("dropped").equals(right.path("dropped"))
        && right
            .path("placement")
            .propertyStream()
            .allMatch(
                place -> found.path("placement").path(place.getKey()).equals(place.getValue()));
  }

  private void macros(List<JsonNode> cases) {
    for (var each : cases) {
      var found = ask("/v1/macros/render", part(each, "text", "context")).path("text");
      var rights = new HashSet<JsonNode>(each.path("accept").valueStream().toList());
      rights.add(each.path("expect"));
      rights.addAll(each.path("expect_one_of").valueStream().toList());
      var pattern = each.path("expect_regex").asString("");
      tell(
          each,
          rights.contains(found) || (!pattern.isEmpty() && found.asString("").matches(pattern)),
          found);
    }
  }

  private void mentions(List<JsonNode> cases) {
    for (var each : cases) {
      var body = Json.object().put("policy", "manual");
      body.set("members", each.path("roster"));
      body.putObject("message").put("speaker", "user").set("text", each.path("message"));
      var found = ask("/v1/groups/plan", body).path("mentioned");
      var rights = new HashSet<JsonNode>(each.path("accept").valueStream().toList());
      rights.add(each.path("expect"));
      tell(each, rights.contains(found), found);
    }
  }

  private void plans(List<JsonNode> cases) {
    for (var each : cases) {
      var expect = each.path("expect");
      int draws = expect.path("draws").asInt(SEEDS);
      var counts = new HashMap<String, Integer>();
      var surprise = "";
      for (int seed = 0; seed < draws; seed++) {
        var body =
            part(each, "policy", "members", "history", "message", "settings").put("seed", seed);
        var found = ask("/v1/groups/plan", body).path("planned");
        var speakers = found.valueStream().map(one -> one.path("speaker").asString()).toList();
        Set.copyOf(speakers).forEach(one -> counts.merge(one, 1, Integer::sum));
        surprise = isPlan(speakers, expect) ? surprise : "seed %d: %s".formatted(seed, speakers);
      }
      tell(each, surprise.isEmpty() && isFrequent(counts, draws, expect), surprise + counts);
    }
  }

  private static List<String> names(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static boolean isPlan(List<String> speakers, JsonNode expect) {
    return (!expect.has("speakers") || speakers.equals(names(expect.path("speakers"))))
        && (!expect.has("speakers_one_of")
            || expect
                .path("speakers_one_of")
                .valueStream()
                .anyMatch(one -> speakers.equals(names(one))))
        && (!expect.has("count") || speakers.size() == expect.path("count").asInt())
        && (!expect.has("one_of") || names(expect.path("one_of")).containsAll(speakers))
        && (!expect.has("set")
            || new TreeSet<>(speakers).equals(new TreeSet<>(names(expect.path("set")))))
        && names(expect.path("never")).stream().noneMatch(speakers::contains)
        && speakers.containsAll(names(expect.path("must_include")))
        && (!expect.path("distinct").asBoolean(false)
            || Set.copyOf(speakers).size() == speakers.size());
  }

  private static boolean isFrequent(Map<String, Integer> counts, int draws, JsonNode expect) {
    double tolerance = expect.path("tolerance").asDouble(1);
    return expect
        .path("frequency")
        .propertyStream()
        .allMatch(
            share ->
                Math.abs(
                        counts.getOrDefault(share.getKey(), 0) / (double) draws
                            - share.getValue().asDouble())
                    <= tolerance);
  }
}
