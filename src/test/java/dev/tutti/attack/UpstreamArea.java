package dev.tutti.attack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Upstreams that do everything wrong, asked by every endpoint that asks one. */
final class UpstreamArea implements Area {
  private static final List<String> BROKEN =
      List.of("no-end", "breaks-off", "short", "resets", "bad-chunk", "endless-line");

  private final HostileUpstream upstream;

  UpstreamArea(HostileUpstream upstream) {
    this.upstream = upstream;
  }

  @Override
  public String name() {
    return "upstreams";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    for (var model : upstream.models()) {
      for (var endpoint : endpoints(model).entrySet()) {
        var target = endpoint.getKey().split(" ", 2)[0];
        var shot = victim.ask("POST", target, victim.key("admin"), endpoint.getValue());
        tally.note(endpoint.getKey() + " of " + model, isRight(model, target, shot), shot);
        boolean alive = victim.isAlive();
        tally.note("alive after " + endpoint.getKey() + " of " + model, alive, "dead");
        victim.revive();
      }
    }
    reports(victim, tally);
  }

  /** An answer of some kind, nothing that looks complete when it is not, and no secret in it. */
  private static boolean isRight(String model, String target, Shot shot) {
    boolean told = shot.status() >= 200 && shot.status() != 500;
    boolean secret = shot.text().contains(SecretArea.UPSTREAM_KEY);
    boolean relayed = target.startsWith("/passthrough");
    boolean looksComplete = shot.status() == 200 && shot.text().contains("[DONE]");
    return (told || relayed) && (!secret || relayed) && !(BROKEN.contains(model) && looksComplete);
  }

  private static Map<String, String> endpoints(String model) {
    var messages = "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]";
    var endpoints = new LinkedHashMap<String, String>();
    endpoints.put(
        "/v1/chat/completions whole", "{\"model\":\"up/%s\",%s}".formatted(model, messages));
    endpoints.put(
        "/v1/chat/completions stream",
        "{\"model\":\"up/%s\",\"stream\":true,%s}".formatted(model, messages));
    endpoints.put(
        "/v1/messages stream",
        "{\"model\":\"up/%s\",\"max_tokens\":9,\"stream\":true,%s}".formatted(model, messages));
    endpoints.put("/v1/responses whole", "{\"model\":\"up/%s\",\"input\":\"a\"}".formatted(model));
    endpoints.put(
        "/passthrough/up/chat/completions whole",
        "{\"model\":\"%s\",%s}".formatted(model, messages));
    return endpoints;
  }

  /** What upstreams say of usage spoils no report. */
  private static void reports(Victim victim, Tally tally) throws IOException {
    for (var by : List.of("model", "key", "owner", "user", "deployment", "provider", "day")) {
      var shot = victim.ask("GET", "/admin/usage?by=" + by, victim.key("auditor"), "");
      tally.note("usage by " + by + " after impossible usage", shot.status() == 200, shot);
    }
  }
}
