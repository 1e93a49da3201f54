package dev.tutti.cli.skill;

import dev.tutti.skill.api.SkillName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti skill new}. */
@Command(name = "new", description = "Writes a first skill, with a test, into a folder of skills.")
final class SkillNewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The skill: letters, digits, - _ and .")
  private String name = "";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the skills are (default: ${DEFAULT-VALUE}).",
      defaultValue = "skills")
  private Path folder = Path.of("skills");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!SkillName.fits(name)) {
      throw new IllegalArgumentException(
          "\"%s\" (expected: a name of letters, digits, - _ and ., at most 64)".formatted(name));
    }
    var home = folder.resolve(name);
    if (Files.exists(home)) {
      throw new IllegalArgumentException(home + " is there already (expected: a new name)");
    }
    var version = home.resolve("v1.0.0");
    for (var file : files().entrySet()) {
      var path = version.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    var out = spec.commandLine().getOut();
    out.printf("%s is there. Next:%n", version);
    out.printf("  edit %s%n", version.resolve("prompt.md"));
    out.printf("  ./tutti skill test %s --folder %s%n", name, folder);
    out.printf("  ./tutti run %s --input '{\"name\": \"Ann\"}' --message \"Hello\"%n", name);
    out.flush();
    return ExitCode.OK;
  }

  private Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    files.put(
        "skill.yaml",
        """
        name: %s
        version: 1.0.0
        description: Greets people by their names
        llm: {model: sim, temperature: 0.7, max_tokens: 200}
        input: {schema: schemas/input.json}
        """
            .formatted(name));
    files.put("prompt.md", "You greet {{ name }} in one friendly sentence.\n");
    files.put(
        "schemas/input.json",
        """
        {
          "type": "object",
          "properties": {"name": {"type": "string", "description": "who is greeted"}},
          "required": ["name"]
        }
        """);
    files.put(
        "tests/first.yaml",
        """
        - name: greets by name
          input: {user_message: Hello, context: {name: Ann}}
          model: {says: ["Good morning, Ann!"]}
          expect:
            prompt_contains: You greet Ann
            contains: Ann
        - name: wants a name
          input: {user_message: Hello}
          model: {says: []}
          expect: {error: invalid_request}
        """);
    return files;
  }
}
