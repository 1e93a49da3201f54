package dev.tutti.console.browser;

import dev.tutti.testing.Patience;

/** Jobs of those who have something worked out, or write it. */
final class WorkJobs {
  private WorkJobs() {}

  static void computeFiguresOfNumbers(Hands hands, SeededServer server) {
    hands.go("applications");
    hands.press("apps.kind_insight");
    hands.press("apps.sample");
    hands.press("insight.run");
    hands.see("insight.forecast");
    hands.see("2024-10");
  }

  static void compareOptions(Hands hands, SeededServer server) {
    hands.go("applications");
    hands.press("apps.kind_decisions");
    hands.press("apps.sample");
    hands.type("decisions.criteria", "ROI, payback");
    hands.press("decisions.run");
    hands.see("decisions.compared");
  }

  static void compareTwoCalls(Hands hands, SeededServer server) {
    hands.go("calls");
    hands.open("main tbody tr a");
    hands.press("compare.with");
    hands.open("main tbody tr:nth-child(2) a");
    hands.see("compare.swap");
  }

  static void sendACallAgain(Hands hands, SeededServer server) {
    var _ = server.chat("sim", "Say it twice.", "again");
    server.await("user=again");
    hands.go("calls");
    hands.narrow("calls.filter", "user=again");
    hands.open("main tbody tr a");
    hands.press("bodies.show");
    hands.press("bodies.again");
    hands.see("playground.kept");
    hands.press("playground.run");
    hands.count("main [aria-busy=false] a[href*='/calls/']", 1);
  }

  /** The program that the playground shows is compiled and run, and gets an answer. */
  static void takeACallAlong(Hands hands, SeededServer server) {
    hands.go("playground");
    hands.choose("field.model", 0, "priced");
    hands.type("playground.message", "Say \"three\" \\ and \"\"\" twice");
    hands.press("playground.run");
    hands.see("playground.cost");
    hands.press("playground.samples");
    hands.see("import java.net.URI;");
    var program = String.valueOf(hands.browser.script(JAVA));
    var answer = SampleProgram.run(program, server.secret());
    if (!answer.contains("data: [DONE]") || !answer.contains("three")) {
      throw new IllegalStateException("%s%nanswers%n%s".formatted(program, answer));
    }
  }

  private static final String JAVA =
      "return [...document.querySelectorAll('main details.commands pre')].at(-1)?.textContent;";

  static void saveAView(Hands hands, SeededServer server) {
    var name = "Failed ones by " + hands;
    hands.go("calls");
    hands.narrow("calls.filter", "-outcome=completed");
    hands.press("views.save");
    hands.fill("field.name", name);
    hands.confirm("views.save");
    Patience.until(
        () -> server.get("/console/saved-views").toString().contains(name), "the view is saved");
  }

  static void writeANewVersion(Hands hands, SeededServer server) {
    int before = server.get("/admin/skills/greeter").path("versions").size();
    hands.go("skills");
    hands.open("main a[href$='/skills/greeter']");
    hands.press("skill.edit");
    hands.see("editor.prompt");
    hands.type("Text of prompt.md", "Greet them in one word.");
    hands.press("editor.save");
    hands.confirm("editor.save");
    Patience.until(
        () -> server.get("/admin/skills/greeter").path("versions").size() == before + 1,
        "the version is served");
  }

  static void seeWhoWouldBeAsked(Hands hands, SeededServer server) {
    hands.go("models");
    hands.press("models.tab_explain");
    hands.press("models.explain");
    hands.see("models.asked");
    hands.press("models.tab_test");
    hands.type("field.model", "fast");
    hands.press("models.test");
    hands.see("breaker.closed");
  }
}
