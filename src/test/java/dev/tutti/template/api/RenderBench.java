package dev.tutti.template.api;

import dev.tutti.template.CpuTime;
import dev.tutti.template.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures how long a prompt of 2 KB with a loop over 20 items takes, for {@code bench/template}.
 */
final class RenderBench {
  private static final int PER_ROUND = 2_000;

  private static final String PROMPT =
      """
      You are a careful assistant of {{ clinic.name }}. Answer in {{ language|upper }}.
      {% if patient.allergies %}
      Allergies: {{ patient.allergies|join(", ") }}
      {% endif %}
      {% for visit in visits if visit.score > 0.1 %}
      {{ loop.index }}. {{ visit.date }}: {{ visit.reason|truncate(40) }} ({{ visit.score|round(2) }}){{ ";" if not loop.last }}
      {% else %}
      No visits.
      {% endfor %}
      {% set tone = style|default("neutral") %}
      Tone: {{ tone }}. {{ question|trim }}
      """;

  private RenderBench() {}

  /** Prints the median, the fastest and the slowest round; the first argument is how many. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    var template =
        Template.compile(new Source("bench.md", PROMPT), Loader.none(), Options.forPrompts());
    var values = values();
    int length = template.render(values, Budget.standard(System::nanoTime)).length();
    for (int i = 0; i < rounds; i++) {
      round(template, values);
    }
    var micros = new double[rounds];
    Arrays.setAll(micros, _ -> round(template, values));
    Arrays.sort(micros);
    System.out.printf(
        "%d characters, 20 items, %d rounds of %d: median %.1f us of CPU per render (%.1f to"
            + " %.1f)%n",
        length, rounds, PER_ROUND, micros[rounds / 2], micros[0], micros[rounds - 1]);
  }

  private static double round(Template template, Map<String, Object> values) {
    long characters = 0;
    var began = CpuTime.now();
    for (int i = 0; i < PER_ROUND; i++) {
      characters += template.render(values, Budget.standard(System::nanoTime)).length();
    }
    double micros = CpuTime.now().minus(began).toNanos() / 1e3 / PER_ROUND;
    if (characters == 0) {
      throw new IllegalStateException("nothing was rendered");
    }
    return micros;
  }

  private static Map<String, Object> values() {
    var visits = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 20; i++) {
      var reason = "Persistent headache, worse in the morning, no fever, number " + i;
      visits.add(Map.of("date", "2025-01-" + (10 + i), "reason", reason, "score", 0.5 + i / 100.0));
    }
    return Map.of(
        "clinic", Map.of("name", "St. Anna"),
        "language", "en",
        "patient", Map.of("name", "Wang Fang", "allergies", List.of("penicillin", "peanuts")),
        "visits", visits,
        "question", "  What should be checked first? ".repeat(20));
  }
}
