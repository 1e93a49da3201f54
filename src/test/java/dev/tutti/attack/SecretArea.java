package dev.tutti.attack;

import java.io.IOException;
import java.util.List;

/** Secrets in whatever the server shows or writes. */
final class SecretArea implements Area {
  /** The key of the upstream, from the environment. */
  static final String UPSTREAM_KEY = "sk-upstream-secret-0815";

  /** A variable of the server's environment. */
  static final String ENVIRONMENT = "env-secret-4711";

  private static final String RUNTIME = "sk-runtime-secret-1234";
  private static final String HEADER = "hdr-secret-5678";

  private static final List<String> PAGES =
      List.of(
          "/admin/providers",
          "/admin/providers/up",
          "/admin/providers/added",
          "/admin/models",
          "/admin/config",
          "/admin/config/file",
          "/admin/config/history",
          "/admin/deployments",
          "/admin/health",
          "/admin/pools",
          "/admin/audit",
          "/admin/usage?by=provider",
          "/admin/alerts",
          "/admin/limits",
          "/admin/budgets",
          "/admin/breakers",
          "/admin/scale",
          "/admin/cache",
          "/admin/skills",
          "/admin/keys",
          "/metrics",
          "/v1/models",
          "/v1/skills");

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    var added =
        "{\"preset\":\"openai-compatible\",\"base_url\":\"http://127.0.0.1:9/v1\",\"api_key\":\"%s\",\"headers\":{\"x-secret\":\"%s\"}}"
            .formatted(RUNTIME, HEADER);
    var put = victim.ask("PUT", "/admin/providers/added", victim.key("admin"), added);
    tally.note("a provider with a key is added", put.status() < 300 && clean(victim, put), put);
    for (var role : List.of("admin", "operator", "auditor", "user")) {
      for (var page : PAGES) {
        var shot = victim.ask("GET", page, victim.key(role), "");
        tally.note(page + " as " + role, clean(victim, shot), shot);
      }
    }
    environment(victim, tally);
    files(victim, tally);
    echoes(victim, tally);
    tally.note("the log", clean(victim, new Shot(victim.log(), true)), "a secret in server.log");
    victim.ask("DELETE", "/admin/providers/added", victim.key("admin"), "");
  }

  private static boolean clean(Victim victim, Shot shot) {
    var text = shot.text();
    boolean key = text.contains(victim.key("admin")) || text.contains(victim.key("user"));
    return !key
        && List.of(UPSTREAM_KEY, ENVIRONMENT, RUNTIME, HEADER).stream().noneMatch(text::contains);
  }

  /** Names of environment variables from HTTP lead nowhere. */
  private static void environment(Victim victim, Tally tally) throws IOException {
    for (var name : List.of("ATTACKED_SECRET", "UPSTREAM_KEY", "PATH", "HOME")) {
      for (var member : List.of("api_key", "base_url")) {
        var body =
            "{\"preset\":\"openai-compatible\",\"base_url\":\"http://127.0.0.1:9/v1\",\"%s\":\"${%s}\"}"
                .formatted(member, name);
        var shot = victim.ask("PUT", "/admin/providers/env", victim.key("admin"), body);
        tally.note(
            member + ": ${" + name + "} over HTTP",
            shot.status() == 400 && clean(victim, shot),
            shot);
      }
    }
  }

  /** Files that a setting names tell nothing of other files. */
  private static void files(Victim victim, Tally tally) throws IOException {
    String first = null;
    for (var file : List.of("/etc/shadow", "/etc/passwd", "/nowhere", "/proc/self/environ", "/")) {
      var body =
          "{\"preset\":\"openai-compatible\",\"base_url\":\"https://127.0.0.1:9/v1\",\"tls\":{\"ca\":\"%s\"}}"
              .formatted(file);
      var shot = victim.ask("PUT", "/admin/providers/tls", victim.key("admin"), body);
      var told = shot.body().replace(file, "FILE");
      first = first == null ? told : first;
      tally.note("tls.ca: " + file, shot.status() == 400 && told.equals(first), shot);
    }
  }

  /** What an upstream says back of its key. */
  private static void echoes(Victim victim, Tally tally) throws IOException {
    var messages = "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]";
    for (var each :
        List.of(
            "/v1/chat/completions {\"model\":\"up/echo-key\"," + messages + "}",
            "/v1/chat/completions {\"model\":\"up/echo-key\",\"stream\":true," + messages + "}",
            "/v1/messages {\"model\":\"up/echo-key\",\"max_tokens\":1," + messages + "}",
            "/v1/responses {\"model\":\"up/echo-key\",\"input\":\"a\"}",
            "/v1/embeddings {\"model\":\"up/echo-key\",\"input\":\"a\"}",
            "/passthrough/up/chat/completions {\"model\":\"echo-key\"," + messages + "}")) {
      var parts = each.split(" ", 2);
      var shot = victim.ask("POST", parts[0], victim.key("user"), parts[1]);
      tally.note("an echo through " + parts[0], clean(victim, shot), shot);
    }
  }
}
