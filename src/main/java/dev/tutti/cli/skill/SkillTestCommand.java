package dev.tutti.cli.skill;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ServerModel;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.OfflineSkills;
import dev.tutti.skill.api.CaseResult;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti skill test}: the tests of skills in a folder; no server unless models are asked. */
@Command(
    name = "test",
    description = {
      "Runs the tests of the skills in a folder. No server is needed, and no model is asked.",
      "The exit code is 1 when a test fails."
    })
final class SkillTestCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The skill (default: all).")
  private String name = "";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the skills are (default: ${DEFAULT-VALUE}).",
      defaultValue = "skills")
  private Path folder = Path.of("skills");

  @Option(
      names = "--live",
      description = "Also run the tests that ask models or judges, through a running server.")
  private boolean live;

  @Option(
      names = "--model",
      description = "The model of skills that name none (default: ${DEFAULT-VALUE}).",
      defaultValue = "sim")
  private String model = "sim";

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + ": no folder (expected: one with skills)");
    }
    var skills = OfflineSkills.load(folder, model);
    if (skills.catalog().skills().isEmpty() && skills.catalog().rejected().isEmpty()) {
      throw new IllegalArgumentException(folder + ": no skills (expected: a folder each)");
    }
    var results = run(skills);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(json(results)));
    } else {
      print(results, out);
    }
    out.flush();
    return count(results, CaseResult.Status.FAILED) == 0 ? 0 : 1;
  }

  private List<CaseResult> run(OfflineSkills skills) {
    if (!live) {
      return skills.test(name, null);
    }
    try (var client = server.client()) {
      return skills.test(name, ModelCatalog.only(new ServerModel(server, client)));
    }
  }

  private static long count(List<CaseResult> results, CaseResult.Status status) {
    return results.stream().filter(each -> each.status() == status).count();
  }

  private static void print(List<CaseResult> results, PrintWriter out) {
    @Nullable String skill = null;
    for (var each : results) {
      var title = (each.skill() + " " + each.version()).strip();
      if (!title.equals(skill)) {
        out.println(title);
        skill = title;
      }
      out.printf("  %-7s %s%n", word(each), each.name());
      if (each.status() == CaseResult.Status.FAILED) {
        each.flaws()
            .forEach(
                flaw ->
                    out.printf(
                        "          %s%n",
                        each.place().isEmpty() ? flaw : each.place() + ": " + flaw));
      }
    }
    out.printf(
        "%d passed, %d failed, %d skipped%n",
        count(results, CaseResult.Status.PASSED),
        count(results, CaseResult.Status.FAILED),
        count(results, CaseResult.Status.SKIPPED));
  }

  private static String word(CaseResult result) {
    return result.status().name().toLowerCase(Locale.ROOT);
  }

  private static Object json(List<CaseResult> results) {
    var json =
        Json.object()
            .put("passed", count(results, CaseResult.Status.PASSED))
            .put("failed", count(results, CaseResult.Status.FAILED))
            .put("skipped", count(results, CaseResult.Status.SKIPPED));
    var cases = json.putArray("cases");
    for (var each : results) {
      var one =
          cases
              .addObject()
              .put("skill", each.skill())
              .put("version", each.version())
              .put("place", each.place())
              .put("name", each.name())
              .put("status", word(each))
              .put("ms", each.time().toNanos() / 1e6);
      var flaws = one.putArray("flaws");
      each.flaws().forEach(flaws::add);
    }
    return json;
  }
}
