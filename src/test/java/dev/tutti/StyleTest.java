package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be told of the style by counting and searching, for all sources and tests. */
class StyleTest {
  private static final int LONGEST_FILE = 400;
  private static final int LONGEST_METHOD = 40;
  private static final int MOST_PARAMETERS = 6;

  private static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /** Of Javadocs of production code that begin with a clause, in percent. */
  private static final int MOST_CLAUSES = 5;

  private static List<SourceFile> sources = List.of();

  @BeforeAll
  static void parse() throws IOException {
    try (var paths = Files.walk(Path.of("src"))) {
      sources = SourceFile.parse(paths.filter(each -> each.toString().endsWith(".java")).toList());
    }
    assertThat(sources).isNotEmpty();
  }

  @Test
  void files_are_short() {
    assertThat(sources.stream().filter(each -> each.lines() > LONGEST_FILE))
        .extracting(each -> each.path() + ": " + each.lines() + " lines")
        .isEmpty();
  }

  @Test
  void methods_are_short() {
    assertThat(methods().filter(each -> each.lines() > LONGEST_METHOD))
        .extracting(each -> each.place() + ": " + each.lines() + " lines")
        .isEmpty();
  }

  /** A record has as many parts as it has; whoever makes one reads their names in its header. */
  @Test
  void parameters_are_few() {
    assertThat(methods().filter(each -> !each.makesRecord() && each.parameters() > MOST_PARAMETERS))
        .extracting(each -> each.place() + ": " + each.parameters() + " parameters")
        .isEmpty();
  }

  @Test
  void imports_name_what_they_import() {
    assertNone(sources.stream().flatMap(each -> each.imports().stream()), "\\.\\*$");
  }

  @Test
  void what_is_named_in_full_is_imported() {
    assertNone(
        sources.stream().flatMap(each -> each.dotted().stream()),
        "^(javax?|dev\\.tutti|io\\.vertx|tools\\.jackson|org|picocli)(\\.[a-z]\\w*)*\\.[A-Z]\\w*$");
  }

  /** Counted as {@code bench/shape} does. */
  @Test
  void javadoc_of_types_begins_with_a_noun() {
    var docs = production().flatMap(each -> each.typeDocs().stream()).toList();
    var wrong = docs.stream().filter(each -> JavadocStart.of(each.text()).isClause()).toList();
    assertThat(wrong).hasSizeLessThanOrEqualTo(docs.size() * MOST_CLAUSES / 100);
  }

  /** Counted as {@code bench/shape} does. */
  @Test
  void javadoc_of_members_begins_with_a_noun() {
    var docs = production().flatMap(each -> each.memberDocs().stream()).toList();
    var wrong =
        docs.stream().filter(each -> JavadocStart.of(each.text()).isClauseOf(each)).toList();
    assertThat(wrong).hasSizeLessThanOrEqualTo(docs.size() * MOST_CLAUSES / 100);
  }

  /** Sentences of lower case words. */
  @Test
  void tests_are_named_in_snake_case() {
    assertThat(tests().flatMap(each -> each.methods().stream()))
        .filteredOn(SourceFile.Method::isTest)
        .filteredOn(each -> !SNAKE.matcher(each.name()).matches())
        .extracting(SourceFile.Method::place)
        .isEmpty();
  }

  @Test
  void nothing_is_left_for_later() {
    assertNone(comments(), "\\b(TODO|FIXME|XXX|HACK)\\b");
  }

  @Test
  void no_comment_names_a_path_of_somebodys_machine() {
    assertNone(comments(), "(?<![\\w.:/-])/(work|farm|tmp|home|root|Users|mnt|opt|var)/\\w");
  }

  @Test
  void tests_are_switched_on() {
    assertNone(
        tests().flatMap(each -> each.annotations().stream()), "^(.*\\.)?(Disabled\\w*|Ignore)$");
  }

  @Test
  void tests_do_not_sleep() {
    assertNone(
        tests().flatMap(each -> each.calls().stream()), "^(.*\\.)?(sleep|parkNanos|parkUntil)$");
  }

  private static Stream<SourceFile.Method> methods() {
    return sources.stream().flatMap(each -> each.methods().stream());
  }

  private static Stream<SourceFile.Found> comments() {
    return sources.stream().flatMap(each -> each.comments().stream());
  }

  private static Stream<SourceFile> production() {
    return sources.stream().filter(each -> each.path().startsWith(Path.of("src", "main")));
  }

  private static Stream<SourceFile> tests() {
    return sources.stream().filter(each -> each.path().startsWith(Path.of("src", "test")));
  }

  private static void assertNone(Stream<SourceFile.Found> found, String pattern) {
    var wrong = Pattern.compile(pattern);
    assertThat(found.filter(each -> wrong.matcher(each.text()).find())).isEmpty();
  }
}
