package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which commands a start loads. */
class CommandSelectionTest {
  @Test
  void a_start_loads_the_command_that_is_asked_for_alone() throws Exception {
    assertThat(loadedBy("keys", "list", "--help"))
        .contains("model.KeysCommand", "TuttiCommand")
        .doesNotContain(
            "ServeCommand", "skill.SkillCommand", "bench.BenchCommand", "bench.WarmupCommand");
  }

  @Test
  void every_command_is_found_by_the_name_that_it_has() {
    var all = TuttiCommand.commandLine().getSubcommands();
    assertThat(all).hasSizeGreaterThan(20);
    all.forEach(
        (name, command) -> {
          assertThat(command.getCommandSpec().name()).isEqualTo(name);
          assertThat(TuttiCommand.commandLine(name).getSubcommands()).containsKey(name);
        });
  }

  @Test
  void help_and_completion_list_all() {
    for (var help : List.of("--help", "help")) {
      assertThat(TestingCli.run(help).out()).contains("serve", "skill", "completion");
    }
    assertThat(TestingCli.run("help", "serve").out()).contains("--port");
    assertThat(TestingCli.run("completion").out()).contains("--tokens-per-second", "revoke");
  }

  @Test
  void an_unknown_command_is_met_with_those_that_are_like_it() {
    var unknown = TestingCli.run("serv");
    assertThat(unknown.code()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(unknown.err()).contains("Did you mean", "serve");
  }

  /** Simple names of the classes of this package that a process of its own loads. */
  private static Set<String> loadedBy(String... args) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(
            List.of(java, "-Xlog:class+load", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      var prefix = "dev.tutti.cli.";
      return out.lines()
          .filter(line -> line.contains("] " + prefix))
          .map(line -> line.substring(line.indexOf(prefix) + prefix.length()).split("[ $]")[0])
          .collect(Collectors.toSet());
    }
  }
}
