package dev.tutti.skill.api;

import com.sun.management.OperatingSystemMXBean;
import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.ChatRequest;
import dev.tutti.output.OutputForms;
import dev.tutti.skill.load.SkillLoader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What skills cost: loading a thousand of them, and an execution beside the bare chat call that it
 * makes. For {@code ./bench/skills}; not a test.
 */
final class SkillBench {
  private static final int SKILLS = 1_000;
  private static final int CALLS = 2_000;

  /** Rounds before it is measured: the compiler is another matter. */
  private static final int WARM_UP = 10;

  private static final PrintStream OUT = System.out;

  private final Path folder;
  private final int rounds;

  private SkillBench(Path folder, int rounds) {
    this.folder = folder;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws IOException {
    var bench = new SkillBench(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    bench.load();
    bench.execute();
  }

  private void load() throws IOException {
    var skills = folder.resolve("thousand");
    for (int i = 0; i < SKILLS; i++) {
      write(skills.resolve("skill_" + i + "/v1.0.0"));
    }
    for (int i = 0; i < 3; i++) {
      var loader =
          new SkillLoader(
              skills,
              new OutputForms(),
              () -> "sim",
              _ -> true,
              (_, _) -> List.of(),
              SkillLoader.RevisionStore.NOTHING);
      long began = System.nanoTime();
      int loaded = loader.load().skills().size();
      var first = Duration.ofNanos(System.nanoTime() - began);
      began = System.nanoTime();
      loader.load();
      var again = Duration.ofNanos(System.nanoTime() - began);
      OUT.printf(
          "%d skills: %d ms, unchanged again: %d ms%n", loaded, first.toMillis(), again.toMillis());
    }
  }

  private static void write(Path path) throws IOException {
    Files.createDirectories(path.resolve("schemas"));
    Files.writeString(
        path.resolve("skill.yaml"),
        "version: 1.0.0\nllm: {model: sim/sim-echo}\ninput: {schema: schemas/input.json}\n");
    Files.writeString(
        path.resolve("prompt.md"),
        """
        You help {{ name }}.
        {% for each in items %}
        - {{ loop.index }}. {{ each }}
        {% endfor %}
        """);
    Files.writeString(
        path.resolve("schemas/input.json"),
        "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"items\":{\"type\":\"array\"}}}");
  }

  private void execute() throws IOException {
    write(folder.resolve("one/bench/v1.0.0"));
    var yaml =
        "data: \"%s\"\nskills: {folder: \"%s\"}\n"
            .formatted(folder.resolve("data"), folder.resolve("one"));
    try (var tutti = Tutti.open(Configuration.text(yaml))) {
      var items = Arrays.asList("one", "two", "three");
      var skill = tutti.skill("bench").input("name", "Ann").input("items", items).message("Hi");
      var chat =
          ChatRequest.builder("sim/sim-echo")
              .system("You help Ann.\n- 1. one\n- 2. two\n- 3. three")
              .user("Hi")
              .stream()
              .build();
      double[] overhead = new double[rounds];
      for (int i = -WARM_UP; i < rounds; i++) {
        double bare = micros(() -> tutti.chat(chat));
        double executed = micros(skill::run);
        if (i >= 0) {
          overhead[i] = executed - bare;
          OUT.printf("chat %.0f us, skill %.0f us of CPU each%n", bare, executed);
        }
      }
      Arrays.sort(overhead);
      OUT.printf("overhead: median %.0f us of CPU an execution%n", overhead[rounds / 2]);
    }
  }

  /** The CPU time of the whole process for one call, in microseconds. */
  private static double micros(Runnable call) {
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long began = process.getProcessCpuTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (process.getProcessCpuTime() - began) / 1e3 / CALLS;
  }
}
