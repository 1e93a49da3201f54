package dev.tutti.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.ledger.CallFields;
import dev.tutti.query.Field;
import dev.tutti.report.Dimension;
import dev.tutti.report.ReportMeasure;
import dev.tutti.task.api.TaskFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Texts and modules of the console's pages, as they are written. */
class CatalogTest {
  private static final Path ASSETS = Path.of("src/main/resources/dev/tutti/console/assets");
  private static final Pattern KEY = Pattern.compile("\\bt\\('([a-z_]+\\.[a-z_.]+)'");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*'([^']+)'");
  private static final Pattern STATIC_IMPORT =
      Pattern.compile("^import [^(\\n]* from '([^']+)';", Pattern.MULTILINE);
  private static final Pattern OFFERED = Pattern.compile("listed\\('([^']*)'\\)");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private static JsonNode catalog(String language) throws IOException {
    return Json.tree(Files.readString(ASSETS.resolve(language + ".json")));
  }

  private static List<Path> modules() throws IOException {
    try (var paths = Files.walk(ASSETS.resolve("app"))) {
      return paths.filter(each -> each.toString().endsWith(".js")).toList();
    }
  }

  /** Keys with the places for values that their texts have. */
  private static Map<String, Set<String>> places(JsonNode catalog) {
    var found = new TreeMap<String, Set<String>>();
    catalog
        .properties()
        .forEach(
            each -> {
              var places = new TreeSet<String>();
              PLACE
                  .matcher(each.getValue().toString())
                  .results()
                  .forEach(at -> places.add(at.group(1)));
              found.put(each.getKey(), places);
            });
    return found;
  }

  @Test
  void both_languages_have_the_same_keys_with_the_same_values() throws Exception {
    assertThat(places(catalog("zh"))).isEqualTo(places(catalog("en")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_key_of_a_module_has_a_text(String language) throws Exception {
    var known = catalog(language);
    for (var module : modules()) {
      assertThat(KEY.matcher(Files.readString(module)).results().map(each -> each.group(1)))
          .as("%s in %s", module, language)
          .allMatch(known::has);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_fault_has_a_text_as_an_error_and_as_an_outcome(String language) throws Exception {
    var known = catalog(language);
    assertThat(
            Stream.of(FaultCode.values())
                .flatMap(each -> Stream.of("error." + each.code(), "outcome." + each.code())))
        .allMatch(known::has);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_measure_and_dimension_has_a_text(String language) throws Exception {
    var known = catalog(language);
    assertThat(
            Stream.concat(
                Stream.of(ReportMeasure.values()).map(each -> "measure." + each.word()),
                Stream.of(Dimension.values()).map(each -> "dimension." + each.word())))
        .allMatch(known::has);
  }

  @Test
  void modules_import_files_that_are_there_and_make_no_markup_of_text() throws Exception {
    for (var module : modules()) {
      var text = Files.readString(module);
      assertThat(text)
          .as("%s", module)
          .doesNotContain("innerHTML", "outerHTML", "dangerouslySet", "insertAdjacent", "eval(")
          .doesNotContain("document.write", "localStorage.setItem('tutti.key");
      for (var named : IMPORT.matcher(text).results().map(each -> each.group(1)).toList()) {
        var path = module.resolveSibling(named).normalize();
        var file = ASSETS.relativize(path).toString().replace('\\', '/');
        assertThat(Assets.shared().files()).as("%s imports", module).containsKey(file);
      }
    }
  }

  @Test
  void fields_that_filters_offer_are_those_that_the_server_knows() throws Exception {
    var module = Files.readString(ASSETS.resolve("app/parts/fields.js"));
    assertThat(offered(module)).isEqualTo(List.of(words(CallFields.CALL), words(TaskFields.ALL)));
  }

  private static String words(List<Field> fields) {
    return fields.stream().map(Field::name).collect(Collectors.joining(" "));
  }

  private static List<String> offered(String module) {
    return OFFERED.matcher(module).results().map(found -> found.group(1)).toList();
  }

  @Test
  void no_text_stands_in_a_module() throws Exception {
    for (var module : modules()) {
      var words = ModuleMarkup.words(Files.readString(module));
      assertThat(words).as("%s", module).isSubsetOf("Tutti");
    }
    var planted = "const a = /`'/; x({ b: html`<p title=\"One\">${c ? html`Two` : ''}</p>` });";
    assertThat(ModuleMarkup.words(planted)).containsExactlyInAnyOrder("One", "Two");
  }

  @Test
  void the_hash_is_of_names_and_contents() {
    var one = Assets.of(Map.of("a.js", new byte[] {1}, "b.js", new byte[] {2}));
    assertThat(Assets.of(Map.of("b.js", new byte[] {2}, "a.js", new byte[] {1})).hash())
        .isEqualTo(one.hash());
    assertThat(Assets.of(Map.of("a.js", new byte[] {2}, "b.js", new byte[] {1})).hash())
        .isNotEqualTo(one.hash());
  }

  @Test
  void the_page_names_the_modules_that_the_first_one_needs() throws Exception {
    var needed = new TreeSet<String>();
    load("app/main.js", needed);
    assertThat(Assets.shared().modules()).containsExactlyInAnyOrderElementsOf(needed);
    assertThat(needed).contains("app/parts/frame.js", "vendor/preact.js").hasSizeGreaterThan(10);
  }

  /** What a browser loads before the first page stands, without charts: 60 kB compressed. */
  @Test
  void the_first_load_is_small() throws Exception {
    var loaded = new TreeSet<>(Set.of("icon.svg", "console.css", "en.json"));
    load("app/main.js", loaded);
    load("app/pages/overview.js", loaded);
    assertThat(loaded).contains("vendor/preact.js").doesNotContain("vendor/uplot.js");
    int bytes =
        loaded.stream()
            .map(each -> Objects.requireNonNull(Assets.shared().files().get(each), each))
            .mapToInt(file -> file.gzip().length())
            .sum();
    assertThat(bytes).as("%s", loaded).isLessThan(60_000);
  }

  /** A module, and all that it has to load before it can run. */
  private static void load(String file, Set<String> loaded) throws IOException {
    if (!loaded.add(file) || file.startsWith("vendor/")) {
      return;
    }
    var module = ASSETS.resolve(file);
    var named = STATIC_IMPORT.matcher(Files.readString(module)).results();
    for (var each : named.map(found -> found.group(1)).toList()) {
      var path = ASSETS.relativize(module.resolveSibling(each).normalize());
      load(path.toString().replace('\\', '/'), loaded);
    }
  }
}
