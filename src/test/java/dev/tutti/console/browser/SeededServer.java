package dev.tutti.console.browser;

import dev.tutti.chat.Json;
import dev.tutti.report.LedgerGenerator;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.IssuedKey;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A server on loopback with something of every kind that pages tell apart: a random ledger of the
 * last days, calls that failed and were repeated, a skill of two versions, a session, tasks, an
 * alert that fires. Not thread-safe.
 */
final class SeededServer implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      models:
        fast: {deployments: [{provider: sim, model: sim}, {provider: sim, model: sim-echo}]}
        careful: {deployments: [{provider: sim, model: sim-500}], fallback: [fast]}
        priced: {deployments: [{provider: sim, model: sim-echo}]}
      skills: {folder: "SKILLS"}
      bodies: {sample: 1}
      routing:
        candidates: [fast, sim/sim-tools]
        models: {fast: {quality: 0.6}, sim/sim-tools: {quality: 0.95}}
      prices:
        - {provider: sim, model: sim, input: 0.1, output: 0.2, as_of: 2026-01-31}
        - {provider: sim, model: sim-echo, input: 0.1, output: 0.2, as_of: 2026-01-31}
        - {provider: sim, model: sim-tools, input: 1, output: 2, as_of: 2026-01-31}
      routing_rules:
        code: {priority: 50, category: code, keywords: [python], model: careful}
      budgets: {owner: {day: 5, month: 100}, zone: Asia/Kathmandu}
      alert_rules:
        busy: {measure: calls, window: 1h, above: 0.5, clear_at: 0, min_samples: 0, by: [model]}
      """;

  private static final String CHARACTER =
      """
      {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "Nara", "description": "{{char}} flies mail over the sea.",
       "personality": "calm", "first_mes": "Wind is up.", "character_book": {"extensions": {}, "entries": [
         {"keys": ["storm"], "content": "Storms come from the west.", "enabled": true, "insertion_order": 1, "extensions": {}}]}}}
      """;

  private static final String SPLIT =
      """
      {"arms": {"1.0.0": 50, "1.1.0": 50}, "canary": {"baseline": "1.0.0", "rollback_if": {"error_rate": "+50%"}}}
      """;

  private static final List<String> MODELS =
      List.of("fast", "careful", "sim/sim-echo", "sim/sim-429", "sim/sim-500", "sim/sim-tools");
  private static final String LIMIT_SAMPLE =
      """
      INSERT INTO limit_sample (at, kind, subject, most, used, waiting, looks, full)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final int LIMIT_SAMPLES = 72;
  private static final int ROUNDS = 5;
  private static final int RANDOM_CALLS = 3_000;

  /** More than the month that pages show, in which clocks may be changed. */
  private static final Duration RANDOM_SPAN = Duration.ofDays(35);

  private final TestingTutti tutti;
  private final long seed;
  private @Nullable IssuedKey admin;
  private String session = "";
  private String task = "";
  private String character = "";
  private String group = "";

  private SeededServer(TestingTutti tutti, long seed) {
    this.tutti = tutti;
    this.seed = seed;
  }

  /** Starts one with its data in an empty folder. */
  static SeededServer start(Path folder) throws IOException {
    long seed = new SecureRandom().nextInt(1_000_000);
    System.out.println("ledger of the seed " + seed);
    try (var store = Store.open(StoreSettings.in(folder.resolve("data")))) {
      new LedgerGenerator(seed, Instant.now().minus(RANDOM_SPAN), RANDOM_SPAN)
          .write(store, RANDOM_CALLS, RANDOM_CALLS);
      writeLimits(store);
    }
    var skills = folder.resolve("skills");
    writeSkill(skills, "greeter/v1.0.0", "Greet the user.");
    writeSkill(skills, "greeter/v1.1.0", "Greet the user, and ask how they are.");
    var server =
        new SeededServer(
            TestingTutti.resilient(folder, CONFIGURATION.replace("SKILLS", skills.toString())),
            seed);
    server.fill();
    return server;
  }

  /** A limit that has moved in the last hours, as looks have found it. */
  private static void writeLimits(Store store) {
    long now = Instant.now().toEpochMilli();
    Store.await(
        store.write(
            handle -> {
              for (int i = 1; i <= LIMIT_SAMPLES; i++) {
                long at = now - i * Duration.ofMinutes(5).toMillis();
                handle.execute(LIMIT_SAMPLE, at, "", "", 0, 0, 0, 300, 0);
                handle.execute(LIMIT_SAMPLE, at, "adaptive", "sim/sim", 4 + i % 9, 3, 0, 300, 0);
              }
              return LIMIT_SAMPLES;
            }));
  }

  private static void writeSkill(Path folder, String version, String prompt) throws IOException {
    var place = Files.createDirectories(folder.resolve(version));
    Files.writeString(place.resolve("skill.yaml"), "description: Greets\nllm: {model: sim}\n");
    Files.writeString(place.resolve("prompt.md"), prompt);
  }

  private void fill() {
    for (int i = 0; i < ROUNDS; i++) {
      for (var model : MODELS) {
        chat(model, "Round " + i, "user-" + i);
      }
    }
    post("/admin/skills/greeter/split", SPLIT);
    for (int i = 0; i < ROUNDS; i++) {
      post(
          "/v1/skills/greeter/execute",
          "{\"user_message\": \"Hello\", \"user_id\": \"u" + i + "\"}");
    }
    own();
    Patience.until(() -> !alert().isEmpty(), "something is watched");
    int wanted = ROUNDS * MODELS.size();
    Patience.until(() -> calls().size() >= Math.min(20, wanted), "calls are in the ledger");
  }

  /** Has something of all that belongs to who calls, and to nobody else. */
  private void own() {
    session = talk();
    task = submitTask("sim").path("task_id").asString("");
    submitTask("sim/sim-500");
    post("/v1/memories", "{\"user\": \"anna\", \"text\": \"Is allergic to peanuts\"}");
    character = post("/v1/characters/import", CHARACTER).path("character").path("id").asString("");
    group =
        post(
                "/v1/groups",
                "{\"name\": \"Crew\", \"characters\": [\"%s\"], \"model\": \"sim\"}"
                    .formatted(character))
            .path("id")
            .asString("");
    post("/v1/groups/" + group + "/messages", "{\"content\": \"Is a storm coming?\"}");
  }

  /** Has a conversation in a session; its id. */
  String talk() {
    var id = post("/v1/sessions", "{\"title\": \"A long talk\"}").path("id").asString("");
    for (var text : List.of("Hello", "What is the capital of France?", "And of Spain?")) {
      post(
          "/v1/sessions/" + id + "/messages",
          Json.text(Json.object().put("content", text).put("model", "sim")));
    }
    return id;
  }

  /** Asks a model as a user; what the caller was told. */
  JsonNode chat(String model, String text, String user) {
    var body = Json.object().put("model", model).put("user", user);
    body.putArray("messages").addObject().put("role", "user").put("content", text);
    return post("/v1/chat/completions", Json.text(body));
  }

  /** Waits until a call of a filter is in the ledger. */
  void await(String filter) {
    var path = "/admin/calls?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    Patience.until(() -> !get(path).path("data").isEmpty(), filter + " is in the ledger");
  }

  /** Submits a task that asks a model. */
  JsonNode submitTask(String model) {
    var task = Json.object().put("kind", "chat").put("run_at", Instant.now().toString());
    var input = task.putObject("input").put("model", model);
    input.putArray("messages").addObject().put("role", "user").put("content", "Hello");
    return post("/v1/tasks", Json.text(task));
  }

  /** Posts as an administrator; the answer, whatever its status. */
  JsonNode post(String path, String json) {
    return ask("POST", path, json).json();
  }

  /** Reads as an administrator. */
  JsonNode get(String path) {
    return ask("GET", path, "").json();
  }

  /** Asks as an administrator. */
  TestingAdmin.Response ask(String method, String path, String json) {
    try (var someone = new TestingAdmin(url(), secret())) {
      return someone.ask(method, path, json);
    }
  }

  /** Makes the first key, after which every caller needs one. */
  void requireKeys() {
    admin = create(Role.ADMIN, "first");
    Patience.until(() -> tutti.get("/v1/models").contains("authentication"), "a key is needed");
    own();
  }

  /** Key of an administrator; empty while none is needed. */
  String secret() {
    return admin == null ? "" : admin.secret();
  }

  /** Makes a key of a role, as somebody on the machine. */
  IssuedKey create(Role role, String name) {
    var grant = new Grant(name, "default", role, AllowedModels.ALL);
    var issued = elsewhere(keys -> Store.await(keys.create(grant)));
    try (var someone = new TestingAdmin(url(), issued.secret())) {
      Patience.until(() -> someone.get("/v1/models").status() != 401, "the key is known");
    }
    return issued;
  }

  /** Revokes a key, as somebody on the machine. */
  void revoke(IssuedKey key) {
    elsewhere(keys -> Store.await(keys.revoke(key.key().id())));
  }

  private <T> T elsewhere(Function<Keys, T> work) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      return work.apply(keys);
    }
  }

  /** Ids of the newest calls. */
  List<String> calls() {
    return calls("");
  }

  /** Ids of the newest calls of a filter. */
  List<String> calls(String filter) {
    return get("/admin/calls?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
        .path("data")
        .valueStream()
        .map(each -> each.path("call").asString())
        .toList();
  }

  /** What stands for the variable of a page, by the page's name. */
  Map<String, String> ids() {
    return Map.of(
        "call",
        get("/admin/calls?filter=model%3Dcareful").at("/data/0/call").asString(""),
        "skill",
        "greeter",
        "skill_editor",
        "greeter",
        "session",
        session,
        "task",
        task,
        "character",
        character,
        "group",
        group,
        "rule",
        "busy",
        "alert",
        alert());
  }

  /** Id of the alert of a model that was called just now; empty while there is none. */
  private String alert() {
    return get("/admin/alerts")
        .path("alerts")
        .valueStream()
        .filter(each -> each.at("/labels/model").asString("").equals("fast"))
        .map(each -> each.path("id").asString(""))
        .findFirst()
        .orElse("");
  }

  /** Data folder, for who looks at the rows themselves. */
  Path data() {
    return tutti.data();
  }

  /** Seed of its ledger. */
  long seed() {
    return seed;
  }

  String url() {
    return tutti.url();
  }

  @Override
  public void close() {
    tutti.close();
  }
}
