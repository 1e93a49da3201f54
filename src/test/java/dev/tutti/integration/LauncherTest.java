package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher says what is missing on a machine, and the commands that install it there. */
class LauncherTest {
  private static final List<String> FILES =
      List.of("tutti", "mvnw", "pom.xml", ".java-version", "bin/jdk", "bin/requirements");

  /** What every system has, so that a path with these alone has no Maven. */
  private static final List<String> TOOLS = List.of("dirname", "readlink", "find", "sed");

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (var directory : List.of("bin", "src/main", "tools")) {
      Files.createDirectories(folder.resolve(directory));
    }
    for (var file : FILES) {
      var to = folder.resolve(file);
      Files.copy(Path.of(file), to);
      assertThat(to.toFile().setExecutable(true)).isTrue();
    }
    for (var tool : TOOLS) {
      var script = folder.resolve("tools").resolve(tool);
      Files.writeString(script, "#!/bin/sh\nexec %s \"$@\"\n".formatted(tool(tool)));
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
  }

  @Test
  void a_missing_jdk_is_named_with_its_commands_also_without_a_path() throws Exception {
    Files.writeString(folder.resolve(".java-version"), "99\n");
    assertThat(refusal("tutti", ""))
        .contains("a JDK 99 or newer")
        .containsPattern("Debian .*apt-get install -y.* openjdk-99-jdk-headless")
        .containsPattern("macOS .*brew install --cask temurin@99")
        .containsPattern("Windows: .*wsl --install -d Ubuntu")
        .contains("JAVA_HOME");
  }

  @Test
  void a_missing_maven_is_named_with_its_commands() throws Exception {
    for (var command : List.of("tutti", "mvnw")) {
      assertThat(refusal(command, tools()))
          .contains("Maven 3.8 or newer")
          .containsPattern("apt-get install -y maven")
          .containsPattern("brew install maven")
          .doesNotContain("JDK");
    }
  }

  @Test
  void everything_that_is_missing_is_named_at_once() throws Exception {
    Files.writeString(folder.resolve(".java-version"), "99\n");
    assertThat(refusal("tutti", tools()))
        .contains("a JDK 99 or newer, and Maven 3.8 or newer")
        .containsPattern("openjdk-99-jdk-headless maven")
        .containsPattern("brew install --cask temurin@99 && brew install maven");
  }

  /** README shows the commands that the launcher prints. */
  @Test
  void the_readme_shows_the_same_commands() throws Exception {
    var wanted = Files.readString(Path.of(".java-version")).strip();
    Files.writeString(folder.resolve(".java-version"), "99\n");
    var printed = refusal("tutti", tools()).replace("99", wanted);
    for (var command : Files.readString(Path.of("README.md")).split("`")) {
      if (command.startsWith("sudo ") || command.startsWith("brew ")) {
        assertThat(printed).contains(command);
      }
    }
  }

  /** What a command of the copy prints to its standard error when it ends with 1. */
  private String refusal(String command, String path) throws IOException, InterruptedException {
    var errors = folder.resolve("errors");
    var builder = new ProcessBuilder(folder.resolve(command).toString(), "serve");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.redirectError(errors.toFile()).start();
    boolean ended = process.waitFor(30, TimeUnit.SECONDS);
    process.destroy();
    assertThat(ended).as("it says what is missing instead of starting").isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return Files.readString(errors);
  }

  private String tools() {
    return folder.resolve("tools").toString();
  }

  private static Path tool(String name) {
    for (var place : List.of("/usr/bin", "/bin")) {
      if (Files.exists(Path.of(place, name))) {
        return Path.of(place, name);
      }
    }
    throw new IllegalStateException(name + " (expected: in /usr/bin or /bin)");
  }
}
