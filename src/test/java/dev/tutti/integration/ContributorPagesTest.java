package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The pages for contributors show code that is compiled and tested: {@code
 * docs/contributing/NAME.md} that of the package {@code dev.tutti.contributing.NAME} of the tests.
 */
class ContributorPagesTest {
  private static final Path PAGES = Path.of("docs/contributing");
  private static final Path EXAMPLES = Path.of("src/test/java/dev/tutti/contributing");
  private static final Path RESOURCES = Path.of("src/test/resources/dev/tutti/contributing");

  /** Commands are seen in their own package alone, so their example is there. */
  private static final Path COMMAND = Path.of("src/test/java/dev/tutti/cli/PoolsCommand.java");

  /** Pages of the folder without an example. */
  private static final Set<String> PROSE = Set.of("README", "release", "console-page");

  /** Languages of blocks that are taken from files. */
  private static final Set<String> TAKEN = Set.of("java", "sql", "yaml");

  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?m)^(@.*\\n)*(public )?(final |abstract |sealed )*(class|record|interface|enum) ");
  private static final Pattern FILE = Pattern.compile("`((?:src|docs|suites)/[\\w./-]+\\.\\w+)`");

  @TestFactory
  List<DynamicTest> pages() throws IOException {
    var pages = new TreeMap<String, Path>();
    try (var files = Files.list(PAGES)) {
      files.forEach(each -> pages.put(each.getFileName().toString().replace(".md", ""), each));
    }
    pages.keySet().removeAll(PROSE);
    pages.put("balancer", Path.of("docs/balancing.md"));
    return pages.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(each.getKey(), () -> check(each.getKey(), each.getValue())))
        .toList();
  }

  @Test
  void every_example_has_its_page() throws IOException {
    try (var folders = Files.list(EXAMPLES)) {
      assertThat(folders.filter(Files::isDirectory).map(each -> each.getFileName().toString()))
          .allSatisfy(
              name ->
                  assertThat(name.equals("balancer") || Files.exists(PAGES.resolve(name + ".md")))
                      .as(name)
                      .isTrue());
    }
  }

  private static void check(String name, Path page) throws IOException {
    var examples = texts(name.equals("command") ? COMMAND : EXAMPLES.resolve(name));
    assertThat(examples).isNotEmpty();
    var text = Files.readString(page);
    for (var example : examples) {
      var start = DECLARATION.matcher(example);
      if (start.find() && !example.contains("import org.junit")) {
        assertThat(text).contains("```java\n" + example.substring(start.start()) + "```");
      }
    }
    var sources = new ArrayList<>(examples);
    sources.addAll(texts(RESOURCES.resolve(name)));
    sources.addAll(texts(Path.of("src/main/java")));
    var squeezed = sources.stream().map(ContributorPagesTest::squeeze).toList();
    for (var block :
        PAGES.equals(page.getParent()) ? Page.read(page).blocks() : List.<Page.Block>of()) {
      assertThat(!TAKEN.contains(block.language()) || isTaken(block, squeezed))
          .as("%s:%d is in the examples or in the code", page, block.line())
          .isTrue();
    }
    FILE.matcher(text)
        .results()
        .forEach(found -> assertThat(Path.of(found.group(1))).as(page.toString()).exists());
  }

  private static boolean isTaken(Page.Block block, List<String> sources) {
    var shown = squeeze(block.text());
    return sources.stream().anyMatch(source -> source.contains(shown));
  }

  /** A text without its indentation and empty lines, as an excerpt has another. */
  private static String squeeze(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static List<String> texts(Path folder) throws IOException {
    var texts = new ArrayList<String>();
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }
}
