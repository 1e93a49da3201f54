package dev.tutti.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.cli.DocumentedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Command lines of {@code ./tutti} that the console shows: there are such commands and options. */
class ConsoleCommandsTest {
  private static final Path MODULES = Path.of("src/main/resources/dev/tutti/console/assets/app");

  /** A command with words that lead to it, and what stands behind it on its line of the module. */
  private static final Pattern LINE =
      Pattern.compile("\\./tutti ((?:[a-z]+(?:-[a-z]+)*(?: |(?=[`'\"<$])))+)((?:(?!\\./tutti).)*)");

  private static final Pattern OPTION = Pattern.compile("(?:^|(?<=[ '`]))(--[a-z][a-z-]*)");

  private record ShownLine(Path module, List<String> words, List<String> options) {}

  private static List<ShownLine> lines() throws IOException {
    var found = new ArrayList<ShownLine>();
    try (var paths = Files.walk(MODULES)) {
      for (var module : paths.filter(each -> each.toString().endsWith(".js")).toList()) {
        LINE.matcher(Files.readString(module))
            .results()
            .forEach(
                line ->
                    found.add(
                        new ShownLine(
                            module,
                            Arrays.stream(line.group(1).strip().split(" ", -1)).toList(),
                            options(line.group(2)))));
      }
    }
    return found;
  }

  private static List<String> options(String text) {
    return OPTION.matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void every_command_is_one_of_the_command_line_with_options_that_it_has() throws Exception {
    assertThat(lines()).hasSizeGreaterThan(60);
    for (var line : lines()) {
      assertThat(DocumentedCommand.options(line.words))
          .as("options of ./tutti %s in %s", String.join(" ", line.words), line.module)
          .isNotEmpty()
          .containsAll(line.options);
    }
  }

  @Test
  void a_command_that_is_not_there_is_found() {
    assertThat(DocumentedCommand.options(List.of("skil", "split"))).isEmpty();
    assertThat(DocumentedCommand.options(List.of("skill", "split"))).contains("--sticky", "--json");
    assertThat(DocumentedCommand.options(List.of("skill", "reset"))).doesNotContain("--sticky");
  }
}
