package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.config.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @Test
  void the_docs_list_what_only_a_new_start_changes() throws IOException {
    var page = Files.readString(Path.of("docs/runtime-changes.md"));
    var line = page.substring(page.indexOf("<a id=\"next-start\"></a>"));
    assertThat(NAME.matcher(line).results().map(name -> name.group(1)))
        .containsExactlyElementsOf(Settings.fixedKeys());
  }

  @Test
  void only_what_differs_waits_for_a_new_start() {
    var before = read("server: {port: 1}\ncache: {ttl: 1m, max_bytes: 2MiB}");
    var now = read("server: {port: 2}\ncache: {ttl: 2m, max_bytes: 3MiB}\nprices: []");
    assertThat(before.fixedDifferences(now)).containsExactly("server", "cache.max_bytes");
  }

  @Test
  void what_a_reload_changes_waits_for_nothing() {
    var before = read("{}");
    var now =
        read("skills: {model: sim}\nmodels: {m: {deployments: [{provider: sim, model: sim}]}}");
    assertThat(before.fixedDifferences(now)).isEmpty();
  }

  private static Settings read(String yaml) {
    return Settings.read(ConfigSource.text("t.yaml", yaml), Map.of());
  }
}
