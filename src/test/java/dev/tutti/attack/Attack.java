package dev.tutti.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The command behind {@code suites/attack/run}. It exits with 0 when the server held in every case,
 * 1 when it did not, 2 when the suite could not run.
 */
public final class Attack {
  private static final String USAGE = "usage: suites/attack/run [--only AREA,...] [--least CASES]";
  private static final String YAML =
      """
      retry: {attempts: 1}
      breaker: {enabled: false}
      providers:
        sim: {preset: sim}
        up:
          preset: openai-compatible
          base_url: "URL"
          api_key: "${UPSTREAM_KEY}"
          timeouts: {connect: 1s, headers: 2s, first_token: 3s, idle: 2s, total: 5s, total_whole: 5s}
        priced: {preset: openai-compatible, base_url: "URL", api_key: "${UPSTREAM_KEY}"}
      prices:
        - {provider: priced, model: p, as_of: 2026-11-01, input: 100, cached_input: 100, output: 100}
        - {provider: priced, model: free, as_of: 2026-11-01, input: 0, cached_input: 0, output: 0}
      """;

  private Attack() {}

  /** Attacks. */
  public static void main(String[] args) throws Exception {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> words) throws Exception {
    var only = List.<String>of();
    int least = 0;
    for (int i = 0; i < words.size(); i += 2) {
      switch (words.get(i)) {
        case "--only" -> only = List.of(words.get(i + 1).split(",", -1));
        case "--least" -> least = Integer.parseInt(words.get(i + 1));
        default -> {
          System.err.println(USAGE);
          return 2;
        }
      }
    }
    var tally = new Tally();
    try (var upstream = new HostileUpstream()) {
      attack(upstream, only, tally);
    }
    tally.print(System.out);
    if (tally.cases() < least) {
      System.out.printf("only %d cases (expected: at least %d)%n", tally.cases(), least);
      return 2;
    }
    return tally.open() == 0 ? 0 : 1;
  }

  private static void attack(HostileUpstream upstream, List<String> only, Tally tally)
      throws Exception {
    var yaml = YAML.replace("URL", upstream.url());
    for (var area : areas(upstream, yaml)) {
      if (!only.isEmpty() && !only.contains(area.name())) {
        continue;
      }
      System.err.println("attack: " + area.name());
      long began = System.nanoTime();
      tally.begin(area.name());
      try (var victim = Victim.start(folder(), yaml)) {
        area.attack(victim, tally);
      }
      tally.end(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static List<Area> areas(HostileUpstream upstream, String yaml) {
    return List.of(
        new RightsArea(),
        new FramingArea(),
        new BombArea(),
        new UpstreamArea(upstream),
        new AddressArea(),
        new TemplateArea(),
        new FileArea(yaml),
        new SecretArea(),
        new LimitArea(),
        new RobustnessArea(yaml));
  }

  /** A folder with a skill, and a data folder that everybody may read. */
  private static Path folder() throws IOException {
    var folder = Files.createTempDirectory("attack");
    var skill = folder.resolve(Path.of("skills", "hello", "v1.0.0"));
    Files.createDirectories(skill);
    Files.writeString(
        skill.resolve("skill.yaml"),
        "name: hello\nversion: 1.0.0\ndescription: says hello\nllm: {model: up/ok}\n");
    Files.writeString(skill.resolve("prompt.md"), "Say hello.\n");
    Files.createDirectories(folder.resolve("data"));
    return folder;
  }
}
