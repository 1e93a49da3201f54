package dev.tutti.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Paths that lead out of where they belong, modes of what the server writes, and a full disk. */
final class FileArea implements Area {
  private static final List<String> PATHS =
      List.of(
          "../../../../../../etc/passwd",
          "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
          "..%252f..%252fetc%252fpasswd",
          "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
          "..%5c..%5c..%5cetc%5cpasswd",
          "....//....//etc/passwd",
          "%2fetc%2fpasswd",
          "%00../etc/passwd",
          "..;/..;/etc/passwd",
          "%c0%ae%c0%ae/etc/passwd",
          "..%ef%bc%8f..%ef%bc%8fetc/passwd",
          "hello/../../../../etc/passwd",
          "hello%2f..%2f..%2f..%2fetc%2fpasswd");

  private static final List<String> PLACES =
      List.of(
          "/v1/skills/",
          "/v1/artifacts/",
          "/admin/skills/",
          "/v1/models/",
          "/v1/responses/",
          "/v1/conversations/",
          "/admin/providers/");

  /** Targets of the passthrough that two readers may take apart in two ways. */
  private static final List<String> RELAYED =
      List.of(
          "/passthrough/up%2Fharmless?x=/../../../admin/delete-all",
          "/passthrough/up%2Fv/x/y",
          "/passthrough/up/..#x",
          "/passthrough/up/../x",
          "/passthrough/up/%2e%2e/x",
          "/passthrough/up/%2e%2e%2fx",
          "/passthrough/up/a/..",
          "/passthrough/up/./a",
          "/passthrough/up/a%2f..%2fb",
          "/passthrough/up/..%5cx",
          "/passthrough/up/\\..\\x",
          "/passthrough/up/%252e%252e/x",
          "/passthrough/up/a%00b",
          "/passthrough/up/a%0d%0ax:y",
          "/passthrough/up#/x",
          "/passthrough/up%23/x",
          "/passthrough//up/x",
          "/passthrough/%75p/../x");

  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final String yaml;

  FileArea(String yaml) {
    this.yaml = yaml;
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    for (var place : PLACES) {
      for (var path : PATHS) {
        var shot = victim.ask("GET", place + path, victim.key("admin"), "");
        boolean held = shot.status() >= 400 && shot.status() != 500;
        tally.note("GET " + place + path, held && !shot.text().contains("root:x:"), shot);
      }
    }
    for (var target : RELAYED) {
      var shot = victim.ask("POST", target, victim.key("user"), "{}");
      tally.note("POST " + target, shot.status() >= 400 && shot.status() < 500, shot);
    }
    links(victim, tally);
    modes(victim, tally);
    FullDisk.attack(victim.folder().resolve("full"), yaml, tally);
  }

  /** Links out of the skills folder lead nowhere. */
  private static void links(Victim victim, Tally tally) throws IOException {
    var outside = victim.folder().resolve("elsewhere");
    var version = outside.resolve("v1.0.0");
    Files.createDirectories(version);
    Files.writeString(
        version.resolve("skill.yaml"),
        "name: linked\nversion: 1.0.0\ndescription: x\nllm: {model: sim}\n");
    Files.writeString(version.resolve("prompt.md"), "hello\n");
    var skills = victim.folder().resolve("skills");
    Files.createDirectories(skills.resolve("half"));
    Files.createSymbolicLink(skills.resolve("linked"), outside);
    Files.createSymbolicLink(skills.resolve("relative"), Path.of("..", "elsewhere"));
    Files.createSymbolicLink(skills.resolve("chained"), skills.resolve("linked"));
    Files.createSymbolicLink(skills.resolve("half").resolve("v1.0.0"), version);
    victim.ask("POST", "/admin/skills/reload", victim.key("admin"), "");
    for (var name : List.of("linked", "relative", "chained", "half")) {
      var shot = victim.ask("GET", "/v1/skills/" + name, victim.key("admin"), "");
      tally.note("a skill that is a link out: " + name, shot.status() == 404, shot);
    }
  }

  /** Nobody else reads what is kept, whatever the folder's mode was. */
  private static void modes(Victim victim, Tally tally) throws IOException {
    try (var files = Files.walk(victim.data())) {
      for (var file : files.filter(each -> !each.toString().endsWith(".so")).toList()) {
        var modes = Files.getPosixFilePermissions(file);
        tally.note("mode of " + victim.data().relativize(file), OWNERS.containsAll(modes), modes);
      }
    }
  }
}
