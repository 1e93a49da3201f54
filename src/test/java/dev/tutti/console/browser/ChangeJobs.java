package dev.tutti.console.browser;

import dev.tutti.security.Role;
import dev.tutti.testing.Patience;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Jobs of those who change something; the API says in the end that it was changed. */
final class ChangeJobs {
  private ChangeJobs() {}

  static void drainADeployment(Hands hands, SeededServer server) {
    hands.go("models");
    hands.press("models.drain");
    hands.confirm("models.drain");
    hands.see("models.drained");
    require(() -> drained(server) == 1, "one deployment is drained");
    hands.press("models.resume");
    hands.confirm("models.resume");
    hands.gone("models.drained");
    require(() -> drained(server) == 0, "no deployment is drained");
  }

  /** The palette leads to the action, which says what it does before it does it. */
  static void drainByThePalette(Hands hands, SeededServer server) {
    hands.seek("drain sim/sim-echo", "Drain sim/sim-echo");
    hands.see("models.drain_why");
    hands.confirm("models.drain");
    require(() -> drained(server) == 1, "one deployment is drained");
    hands.seek("resume sim/sim-echo", "Resume sim/sim-echo");
    hands.confirm("models.resume");
    require(() -> drained(server) == 0, "no deployment is drained");
  }

  private static long drained(SeededServer server) {
    return server
        .get("/admin/deployments")
        .path("data")
        .valueStream()
        .filter(each -> each.path("drained").asBoolean(false))
        .count();
  }

  static void rollASkillBack(Hands hands, SeededServer server) {
    int share = hands instanceof Finger ? 30 : 40; // new to the time line each time
    server.post(
        "/admin/skills/greeter/split",
        "{\"arms\": {\"1.0.0\": %d, \"1.1.0\": %d}}".formatted(share, 100 - share));
    hands.see("\"1.0.0\":" + share); // on the overview's time line
    hands.go("skills");
    hands.open("main tbody tr a");
    hands.press("Roll back to 1.0.0");
    hands.confirm("skill.rollback");
    hands.see("skill.withdrawn");
    require(
        () ->
            server
                .post("/v1/skills/greeter/execute", "{\"user_message\": \"Hi\"}")
                .path("version")
                .asString("")
                .equals("1.0.0"),
        "everybody gets 1.0.0");
  }

  static void silenceAnAlert(Hands hands, SeededServer server) {
    hands.go("alerts");
    hands.press("silence.add");
    hands.fill("silence.reason", "It is known, says the " + hands);
    hands.confirm("silence.add");
    require(
        () ->
            server
                .ask("GET", "/admin/alerts/silences", "")
                .text()
                .contains("It is known, says the " + hands),
        "there is a silence");
  }

  static void cancelTasksByAFilter(Hands hands, SeededServer server) {
    for (int i = 0; i < 2; i++) {
      server.post("/v1/tasks", LATER);
    }
    hands.go("tasks");
    hands.narrow("tasks.filter", "priority=2");
    hands.press("tasks.cancel_all");
    hands.see("priority=2");
    hands.confirm("tasks.cancel_all");
    require(
        () -> scheduled(server).isEmpty() && !scheduled(server).isMissingNode(),
        "no such task is left");
  }

  private static final String LATER =
      """
      {"kind": "chat", "priority": 2, "run_at": "2999-01-01T00:00:00Z",
       "input": {"model": "sim", "messages": [{"role": "user", "content": "Hello"}]}}
      """;

  private static JsonNode scheduled(SeededServer server) {
    return server.get("/v1/tasks?status=scheduled&filter=priority%3D2").path("data");
  }

  static void raiseABudget(Hands hands, SeededServer server) {
    var name = "raised-by-" + hands;
    server.create(Role.USER, name);
    hands.go("keys");
    hands.press("Change " + name);
    hands.fill("keys.budget_day", "7");
    hands.confirm("rule.change");
    require(
        () -> key(server, name).at("/budget/day").asInt(0) == 7,
        "the key may spend 7 dollars a day");
  }

  static void makeAndRevokeAKey(Hands hands, SeededServer server) {
    var name = "made-by-" + hands;
    hands.go("keys");
    hands.press("keys.create");
    hands.fill("field.name", name);
    hands.press("keys.create");
    hands.see("keys.once");
    hands.press("action.close");
    hands.pressInRow("keys.revoke", name);
    hands.confirm("keys.revoke");
    require(() -> key(server, name).has("revoked_at"), "the key is revoked");
  }

  /** The line for the terminal has every limit that the key gets. */
  static void makeALimitedKeyByThePalette(Hands hands, SeededServer server) {
    var name = "limited-by-" + hands;
    hands.search("keys.create");
    hands.fill("field.name", name);
    hands.fill("keys.budget_month", "3");
    hands.fill("keys.limits_json", "{\"requests\": 60}");
    hands.see("--requests 60 --budget-month 3");
    hands.press("keys.create");
    hands.see("keys.once");
    hands.press("action.close");
    hands.see("this month $0.00 of $3.00 (0%)");
    require(() -> key(server, name).at("/limits/requests").asInt(0) == 60, "the key has a limit");
    hands.pressInRow("keys.revoke", name);
    hands.confirm("keys.revoke");
  }

  static void rotateAKey(Hands hands, SeededServer server) {
    var name = "rotated-by-" + hands;
    server.create(Role.OPERATOR, name);
    hands.go("keys");
    hands.press("Rotate " + name);
    hands.see("keys.rotate_why");
    hands.press("keys.rotate");
    hands.see("keys.once");
    hands.press("action.close");
    require(
        () ->
            keys(server, name)
                    .filter(key -> key.path("role").asString("").equals("operator"))
                    .filter(key -> !key.has("revoked_at"))
                    .count()
                == 2,
        "there are two keys of the role");
  }

  private static JsonNode key(SeededServer server, String name) {
    return keys(server, name).findFirst().orElseThrow();
  }

  private static Stream<JsonNode> keys(SeededServer server, String name) {
    return server
        .get("/admin/keys")
        .path("data")
        .valueStream()
        .filter(each -> each.path("name").asString("").equals(name));
  }

  static void takeAChangeBack(Hands hands, SeededServer server) {
    server.ask("PUT", "/admin/alerts/rules/taken_back", "{\"measure\": \"cost\", \"above\": 25}");
    hands.go("settings");
    hands.press("settings.tab_history");
    hands.press("settings.rollback_all");
    hands.confirm("settings.rollback_all");
    require(
        () -> !server.ask("GET", "/admin/alerts/rules", "").text().contains("taken_back"),
        "the rule is gone");
  }

  private static void require(BooleanSupplier holds, String what) {
    Patience.until(holds, "the API says that " + what);
  }
}
