package dev.tutti.attack;

import dev.tutti.RouteTable;
import dev.tutti.http.Rights;
import dev.tutti.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Every route of the route table with every kind of credential, and routes by other names. */
final class RightsArea implements Area {
  @Override
  public String name() {
    return "rights";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    var bad = badKeys(victim);
    for (var right : RouteTable.read(Files.createTempDirectory("routes"))) {
      strangers(victim, tally, right, bad);
      roles(victim, tally, right);
    }
    otherNames(victim, tally);
    twoKeys(victim, tally);
  }

  /** Header lines that must open nothing. */
  private static Map<String, String> badKeys(Victim victim) throws IOException {
    var key = victim.key("admin");
    var bad = new LinkedHashMap<String, String>();
    bad.put("none", "");
    bad.put("empty", "authorization: Bearer ");
    bad.put("wrong", "authorization: Bearer tt-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    bad.put("basic", "authorization: Basic YWRtaW46YWRtaW4=");
    bad.put("shortened", "authorization: Bearer " + key.substring(0, key.length() - 1));
    bad.put("lengthened", "authorization: Bearer " + key + "A");
    bad.put("prefix", "authorization: Bearer " + key.substring(0, 9));
    bad.put("swapped case", "authorization: Bearer " + swapped(key));
    bad.put("in a cookie", "cookie: key=" + key);
    bad.put("x-api-key wrong", "x-api-key: nonsense");
    bad.put("revoked", "authorization: Bearer " + revoked(victim));
    return bad;
  }

  private static String swapped(String key) {
    var swapped = new StringBuilder();
    key.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(c -> swapped.append((char) c));
    return swapped.toString();
  }

  private static String revoked(Victim victim) throws IOException {
    var made =
        Victim.json(
            victim.ask(
                "POST", "/admin/keys", victim.key("admin"), "{\"name\":\"r\",\"role\":\"admin\"}"));
    var id = made.path("id").asString();
    victim.ask("DELETE", "/admin/keys/" + id, victim.key("admin"), "");
    return made.path("key").asString();
  }

  /** What is open to all answers a bad key as it answers none. */
  private static void strangers(Victim victim, Tally tally, Rights right, Map<String, String> bad)
      throws IOException {
    boolean open = right.roles().isEmpty();
    int nobody = victim.ask(right.method(), path(right), "", "{}").status();
    for (var each : bad.entrySet()) {
      var shot =
          each.getValue().isEmpty()
              ? victim.ask(right.method(), path(right), "", "{}")
              : victim.ask(right.method(), path(right), "", "{}", each.getValue());
      tally.note(
          "%s %s with a key that is %s".formatted(right.method(), right.path(), each.getKey()),
          open ? shot.status() == nobody && nobody < 500 : shot.status() == 401,
          shot);
    }
  }

  private static void roles(Victim victim, Tally tally, Rights right) throws IOException {
    for (var role : Role.values()) {
      boolean allowed = right.roles().isEmpty() || right.roles().stream().anyMatch(role::covers);
      if (allowed && !right.method().equals("GET")) {
        continue; // what they may change is not changed here
      }
      var word = role.name().toLowerCase(Locale.ROOT);
      var shot =
          allowed
              ? victim.head(right.method(), path(right), victim.key(word))
              : victim.ask(right.method(), path(right), victim.key(word), "{}");
      int status = shot.status();
      tally.note(
          "%s %s as %s".formatted(right.method(), right.path(), word),
          allowed ? status != 401 && status != 403 && status != 500 && status != 0 : status == 403,
          shot);
    }
  }

  private static String path(Rights right) {
    return right.path().replaceAll("\\{\\w+(\\.\\.\\.)?}", "x");
  }

  /** Spellings that must not lead to what an administrator may do. */
  private static void otherNames(Victim victim, Tally tally) throws IOException {
    var targets =
        new String[] {
          "//admin/keys",
          "/admin//keys",
          "/./admin/keys",
          "/v1/../admin/keys",
          "/v1/%2e%2e/admin/keys",
          "/ADMIN/keys",
          "/admin/KEYS",
          "/%61dmin/keys",
          "/admin%2fkeys",
          "/admin/keys/",
          "/admin/keys/.",
          "/admin/keys;x=1",
          "/admin/keys%00",
          "/admin/keys%20",
          "/healthz/../admin/keys",
          "/healthz?/admin/keys",
          "http://127.0.0.1/admin/keys",
          "/passthrough/../admin/keys",
          "/v1/models/../../admin/keys",
          "/\\admin\\keys"
        };
    for (var target : targets) {
      var shot = victim.ask("GET", target, victim.key("user"), "");
      tally.note("GET " + target + " as user", !shot.body().contains("\"role\""), shot);
      var override =
          victim.ask("GET", "/healthz", victim.key("user"), "", "x-original-url: " + target);
      tally.note("x-original-url: " + target, !override.body().contains("\"role\""), override);
    }
    for (var method : new String[] {"HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"}) {
      var shot = victim.ask(method, "/admin/keys", victim.key("user"), "");
      tally.note(method + " /admin/keys as user", shot.status() >= 400 || shot.status() == 0, shot);
    }
    var shot =
        victim.ask("GET", "/v1/models", victim.key("user"), "", "x-http-method-override: DELETE");
    tally.note("a method in a header", shot.status() == 200, shot);
  }

  private static void twoKeys(Victim victim, Tally tally) throws IOException {
    var admin = "authorization: Bearer " + victim.key("admin");
    var user = "authorization: Bearer " + victim.key("user");
    var shot = victim.ask("GET", "/admin/keys", "", "", user, admin);
    tally.note("a user's key, then an admin's", shot.status() >= 400, shot);
  }
}
