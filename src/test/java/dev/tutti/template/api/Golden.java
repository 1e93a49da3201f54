package dev.tutti.template.api;

import dev.tutti.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A template, its values, and what jinja2 makes of them.
 *
 * @param name unique within its file
 * @param parts the parts of the case by their titles, as the file has them
 */
public record Golden(String name, Map<String, String> parts) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** All cases of all files in a folder. */
  public static List<Golden> readAll(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().flatMap(each -> read(each).stream()).toList();
    }
  }

  public static List<Golden> read(Path file) {
    var stem = file.getFileName().toString().replaceFirst("\\..*", "");
    try {
      return Arrays.stream(Files.readString(file).split("\n=== "))
          .skip(1)
          .map(each -> parse(stem, each))
          .toList();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Golden parse(String stem, String block) {
    var parts = new LinkedHashMap<String, String>();
    var pieces = block.split("\n--- ", -1);
    for (int i = 1; i < pieces.length; i++) {
      int newline = pieces[i].indexOf('\n');
      parts.put(pieces[i].substring(0, newline), pieces[i].substring(newline + 1));
    }
    return new Golden(stem + ": " + pieces[0], parts);
  }

  Map<String, Object> values() {
    return JSON.readValue(parts.getOrDefault("values", "{}"), new TypeReference<>() {});
  }

  /** The names that may be left out of the values. */
  Set<String> absent() {
    return words("absent");
  }

  Options options() {
    return new Options(
        flag("trim_blocks", true),
        flag("lstrip_blocks", true),
        flag("keep_trailing_newline", false),
        flag("ascii_json", false));
  }

  private boolean flag(String name, boolean otherwise) {
    return Arrays.stream(parts.getOrDefault("options", "").split(" "))
        .filter(each -> each.startsWith(name + "="))
        .map(each -> each.endsWith("True"))
        .findFirst()
        .orElse(otherwise);
  }

  public Template compile() {
    var partials =
        parts.entrySet().stream()
            .filter(each -> each.getKey().startsWith("partial "))
            .collect(Collectors.toMap(each -> each.getKey().substring(8), Map.Entry::getValue));
    var source = new Source("prompt.md", parts.getOrDefault("template", ""));
    return Template.compile(source, Loader.of(partials), options());
  }

  /** What is expected, or nothing if the template must fail. */
  public Optional<String> expected() {
    return Optional.ofNullable(parts.get("expected"));
  }

  public Set<String> undeclared() {
    return words("undeclared");
  }

  private Set<String> words(String title) {
    var words = new TreeSet<>(Arrays.asList(parts.getOrDefault(title, "").strip().split(" ")));
    words.remove("");
    return words;
  }

  /** How rendering differs from what is expected; empty when it does not. */
  public String difference() {
    try {
      var text = compile().render(values(), absent(), Budget.standard(() -> 0));
      return expected().filter(text::equals).isPresent() ? "" : told(text);
    } catch (TemplateException refused) {
      return expected().isEmpty() ? "" : told("refused: " + refused.getMessage());
    }
  }

  private String told(String got) {
    var wanted = expected().orElseGet(() -> "fails: " + parts.get("fails"));
    return "%s%n  template: %s%n  values:   %s%n  expected: %s%n  got:      %s%n"
        .formatted(name, parts.get("template"), parts.get("values"), wanted, got);
  }
}
