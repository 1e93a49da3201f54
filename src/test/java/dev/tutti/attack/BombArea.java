package dev.tutti.attack;

import dev.tutti.chat.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Small bodies that are large trees or large texts, at every endpoint that reads one. */
final class BombArea implements Area {
  private static final int AT_ONCE = 3;
  private static final int PIECES = 20;
  private static final int SIZE = 30 << 20;

  @Override
  public String name() {
    return "bombs";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    for (var bomb : bombs().entrySet()) {
      for (var endpoint : endpoints().entrySet()) {
        var body = gzip(endpoint.getValue().replace("BOMB", bomb.getValue()));
        check(victim, tally, endpoint.getKey(), bomb.getKey(), body);
      }
    }
    for (var endpoint : endpoints().keySet()) {
      check(victim, tally, endpoint, "400 MB of spaces", spaces());
      check(victim, tally, endpoint, "300,000 empty gzip members", members());
      check(victim, tally, endpoint, "a cut gzip", cut());
    }
    together(victim, tally);
    kept(victim, tally);
  }

  private static void check(Victim victim, Tally tally, String endpoint, String bomb, byte[] body)
      throws IOException, InterruptedException {
    var shot = shoot(victim, endpoint, body);
    boolean told = shot.status() >= 200 && shot.status() != 500;
    tally.note(endpoint + " gets " + bomb, told && victim.isAlive(), shot);
    victim.revive();
  }

  private static Shot shoot(Victim victim, String endpoint, byte[] body) throws IOException {
    var method = endpoint.startsWith("/admin/providers") ? "PUT" : "POST";
    return victim.ask(method, endpoint, victim.key("admin"), body, "content-encoding: gzip");
  }

  /** Several at once: what one may take is bounded, and so is what all take. */
  private static void together(Victim victim, Tally tally)
      throws IOException, InterruptedException, ExecutionException {
    for (var bomb : bombs().entrySet()) {
      var body = gzip("{\"metadata\":{\"a\":" + bomb.getValue() + "}}");
      Callable<Shot> one = () -> shoot(victim, "/v1/conversations", body);
      try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var shot : pool.invokeAll(Collections.nCopies(AT_ONCE, one))) {
          tally.note(
              AT_ONCE + " at once: " + bomb.getKey(), shot.get().status() >= 400, shot.get());
        }
      }
      tally.note("alive after " + AT_ONCE + " times " + bomb.getKey(), victim.isAlive(), "dead");
      victim.revive();
    }
  }

  /** What came piece by piece is read again at once. */
  private static void kept(Victim victim, Tally tally) throws IOException, InterruptedException {
    var key = victim.key("admin");
    var begun = victim.ask("POST", "/v1/conversations", key, "{}");
    var items = "/v1/conversations/" + Json.tree(begun.body()).path("id").asString() + "/items";
    var item = "{\"items\":[{\"type\":\"x\",\"a\":[" + "{},".repeat(200_000) + "{}]}]}";
    for (int i = 0; i < PIECES; i++) {
      victim.ask("POST", items, key, item);
    }
    var page = victim.ask("GET", items + "?limit=100", key, "");
    boolean refused = page.status() == 413 || page.status() == 503;
    tally.note("a page of " + PIECES + " large items", refused && victim.isAlive(), page);
    victim.revive();
  }

  /** Endpoints, and a body for each with a place for a value. */
  private static Map<String, String> endpoints() {
    var endpoints = new LinkedHashMap<String, String>();
    endpoints.put(
        "/v1/chat/completions",
        "{\"model\":\"up/ok\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"x\":BOMB}");
    endpoints.put("/v1/completions", "{\"model\":\"up/ok\",\"prompt\":BOMB}");
    endpoints.put("/v1/embeddings", "{\"model\":\"up/ok\",\"input\":BOMB}");
    endpoints.put(
        "/v1/messages",
        "{\"model\":\"up/ok\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":BOMB}]}");
    endpoints.put(
        "/v1/messages/count_tokens",
        "{\"model\":\"up/ok\",\"messages\":[{\"role\":\"user\",\"content\":BOMB}]}");
    endpoints.put("/v1/responses", "{\"model\":\"up/ok\",\"input\":BOMB}");
    endpoints.put("/v1/conversations", "{\"metadata\":{\"a\":BOMB}}");
    endpoints.put("/v1/skills/hello/execute", "{\"user_message\":\"a\",\"context\":{\"a\":BOMB}}");
    endpoints.put("/admin/keys", "{\"name\":BOMB}");
    endpoints.put("/admin/explain", "{\"model\":\"up/ok\",\"messages\":BOMB}");
    endpoints.put("/admin/providers/bomb", "{\"headers\":BOMB}");
    endpoints.put("/passthrough/up/chat/completions", "{\"model\":\"ok\",\"messages\":BOMB}");
    return endpoints;
  }

  /** Values that take much more memory than they are long, or much time. */
  private static Map<String, String> bombs() {
    var bombs = new LinkedHashMap<String, String>();
    bombs.put("flat arrays", list("[]"));
    bombs.put("flat objects", list("{\"\":{}}"));
    bombs.put("numbers", list("1"));
    bombs.put("long numbers", "[" + "9".repeat(2_000_000) + "]");
    bombs.put("a deep array", "[".repeat(200_000) + "]".repeat(200_000));
    bombs.put("a long text", "\"" + "a".repeat(SIZE) + "\"");
    bombs.put("escapes", "\"" + "\\u4e2d".repeat(SIZE / 6) + "\"");
    bombs.put("many members", members(400_000));
    return bombs;
  }

  private static String list(String item) {
    return "[" + (item + ",").repeat(SIZE / (item.length() + 1)) + item + "]";
  }

  private static String members(int count) {
    var all = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      all.append('"').append(i).append("\":[],");
    }
    return all.append("\"z\":0}").toString();
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] spaces() throws IOException {
    var out = new ByteArrayOutputStream();
    var some = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (var gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < 400; i++) {
        gzip.write(some);
      }
    }
    return out.toByteArray();
  }

  private static byte[] members() throws IOException {
    var out = new ByteArrayOutputStream();
    var empty = gzip("");
    for (int i = 0; i < 300_000; i++) {
      out.writeBytes(empty);
    }
    return out.toByteArray();
  }

  private static byte[] cut() throws IOException {
    var whole = gzip("{\"model\":\"up/ok\"}");
    return Arrays.copyOf(whole, whole.length / 2);
  }
}
