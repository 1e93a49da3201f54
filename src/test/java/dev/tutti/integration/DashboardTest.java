package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard for Grafana asks for meters and labels that a server has. */
class DashboardTest {
  private static final Path FILE = Path.of("deploy/grafana/tutti.json");
  private static final Pattern METER = Pattern.compile("([a-z_0-9]+)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=|!=)~?\"");
  private static final Pattern GROUPS = Pattern.compile("by \\(([^)]*)\\)");

  /** Label that Prometheus adds. */
  private static final String INSTANCE = "instance";

  @TempDir private Path folder;

  private static List<String> expressions() throws Exception {
    var expressions = new ArrayList<String>();
    var dashboard = Json.tree(Files.readString(FILE));
    for (var panel : dashboard.path("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asString()));
    }
    for (var variable : dashboard.at("/templating/list")) {
      expressions.add(
          variable.path("query").asString().replaceAll("label_values\\(([^,]+), .*", "$1{}"));
    }
    return expressions;
  }

  @Test
  void every_meter_and_label_of_it_is_there() throws Exception {
    try (var tutti =
        TestingTutti.start(
            folder,
            """
            cache: {enabled: true}
            models: {fast: {deployments: [{provider: sim, model: sim}], coalesce: true}}
            """)) {
      try (var client = tutti.ask(question("fast"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
      System.gc();
      Patience.until(() -> meters(tutti).contains("jvm_gc_pause_seconds_sum"), "a pause");
      assertAsked(tutti);
    }
  }

  private static void assertAsked(TestingTutti tutti) throws Exception {
    var text = tutti.get("/metrics");
    int asked = 0;
    for (var expression : expressions()) {
      var labels = new TreeSet<>(Set.of(INSTANCE));
      for (var meter : METER.matcher(expression).results().toList()) {
        asked++;
        assertThat(meters(tutti)).as(expression).contains(meter.group(1));
        var own = labels(text, meter.group(1));
        LABEL
            .matcher(meter.group(2))
            .results()
            .map(label -> label.group(1))
            .filter(label -> !label.equals(INSTANCE))
            .forEach(label -> assertThat(own).as(expression).contains(label));
        labels.addAll(own);
      }
      for (var groups : GROUPS.matcher(expression).results().toList()) {
        assertThat(labels).as(expression).contains(groups.group(1).split(",\\s*"));
      }
    }
    assertThat(asked).isGreaterThan(30);
  }

  private static Set<String> meters(TestingTutti tutti) {
    return tutti
        .get("/metrics")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  private static Set<String> labels(String metrics, String meter) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(meter + "{"))
        .flatMap(line -> LABEL.matcher(line).results().map(label -> label.group(1)))
        .collect(Collectors.toSet());
  }
}
