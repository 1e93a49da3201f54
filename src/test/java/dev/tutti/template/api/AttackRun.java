package dev.tutti.template.api;

import dev.tutti.template.CpuTime;
import dev.tutti.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Takes every attack of a list, for {@code suites/templates/run}: as a template it must stay
 * literal text or be refused, as a value it must come out as it went in, each within 250 ms.
 */
final class AttackRun {
  private static final Pattern VALUE = Pattern.compile("user = \"(.*?)\"(?=\\s{3}|$)");

  private final List<String> failures = new ArrayList<>();
  private int taken;

  private AttackRun() {}

  /** Prints what failed; the exit code is 1 when anything did. */
  public static void main(String[] args) throws IOException {
    var run = new AttackRun();
    run.warm();
    Files.readAllLines(Path.of(args[0])).stream()
        .filter(line -> !line.startsWith("#"))
        .forEach(run::line);
    run.failures.forEach(System.out::println);
    System.out.printf("%d attacks, %d failed%n", run.taken, run.failures.size());
    System.exit(run.failures.isEmpty() && run.taken > 0 ? 0 : 1);
  }

  /** The first rendering of a process loads classes. */
  private void warm() {
    render("{% for x in [1] %}{{ x }}{% endfor %}", Map.of());
  }

  private void line(String line) {
    var value = VALUE.matcher(line);
    if (line.startsWith("user = ")) {
      while (value.find()) {
        asValue(value.group(1));
      }
      return;
    }
    asValue(line);
    for (var attack : line.split("\\s{3}")) {
      asValue(attack);
      asTemplate(attack.strip());
    }
  }

  private void asValue(String attack) {
    timed(
        attack,
        () -> {
          var text = render("{{ user }}", Map.of("user", attack));
          return text.equals(attack) ? "" : "as a value it became " + text;
        });
  }

  private void asTemplate(String attack) {
    timed(
        attack,
        () -> {
          try {
            var text = render(attack, Map.of("user", "u", "bean", Map.of("name", "n")));
            return text.equals(attack) ? "" : "as a template it gave " + text;
          } catch (TemplateException refused) {
            return refused.problem().isBlank() ? "it was refused without a reason" : "";
          }
        });
  }

  private void timed(String attack, Supplier<String> taking) {
    taken++;
    var began = CpuTime.now();
    var wrong = taking.get();
    var took = CpuTime.now().minus(began);
    if (!wrong.isEmpty()) {
      failures.add(attack + ": " + wrong);
    }
    if (took.compareTo(CpuTime.MOST) > 0) {
      failures.add(attack + ": took " + took.toMillis() + " ms");
    }
  }

  private static String render(String template, Map<String, ?> values) {
    return Template.compile(new Source("attack", template), Loader.none(), Options.forPrompts())
        .render(values, Budget.standard(System::nanoTime));
  }
}
