package dev.tutti.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** YAML that is written of a configuration reads as the configuration did. */
class YamlTextTest {
  private static final String EVERYTHING =
      """
      # a comment
      all:
        server: {host: 127.0.0.1, port: 8080, "odd key: 1": yes, "2": on}
        deployments: [{provider: up, model: "a: b", weight: 3}, {provider: up, model: '#no'}]
        nested: [[1, 2], [], {}, [{a: [b], c: d}]]
        empty: {}
        nothing:
        quoted: "null"
        number: "12"
        decimal: 0.45
        long: |
          two
          lines
        folded: one
          line

          more
        variable: "${HOST:-here}"
        escaped: a $${HOST} b
        flow: [a-b, ?c, -d, e#f]
        unseen: "\\e[31m \\u202e \\u2028 \\u009b \\ufeff"
      """;

  private static ConfigSource source(String yaml) {
    return ConfigSource.text("t.yaml", yaml);
  }

  private static Map<String, JsonNode> all(ConfigSource source) {
    return source.written(List.of("all")).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().json()));
  }

  @Test
  void it_reads_as_what_it_was_written_of() {
    var yaml = source(EVERYTHING).yaml();
    assertThat(all(source(yaml))).isEqualTo(all(source(EVERYTHING))).hasSize(14);
    assertThat(source(yaml).yaml()).isEqualTo(yaml);
    assertThat(yaml)
        .doesNotContain("comment")
        .contains("    - provider: up\n      model: \"a: b\"");
  }

  @Test
  void what_nobody_would_see_is_escaped() {
    assertThat(source(EVERYTHING).yaml().chars())
        .noneMatch(each -> each != '\n' && (Character.isISOControl(each) || each == '\u202e'));
  }

  @Test
  void secrets_are_masked_and_names_of_variables_are_not() {
    var yaml =
        source("p: {a: {api_key: sk-1, base_url: 'http://u:pw@host.test'}, b: {api_key: '${KEY}'}}")
            .yaml();
    assertThat(yaml)
        .isEqualTo(
            """
            p:
              a:
                api_key: "***"
                base_url: "***"
              b:
                api_key: "${KEY}"
            """);
  }

  @Test
  void what_is_laid_over_it_is_in_it() {
    var json = JsonNodeFactory.instance.objectNode().put("a", "true").put("b", 2).put("c", "x\ty");
    var source =
        source("s: {old: {a: 1}, gone: {a: 1}}")
            .with(List.of("s", "new"), json, "change 1", List.of("changes", "environment"))
            .without(List.of("s", "gone"))
            .with("port", "a ${B}", "--port");
    assertThat(source.yaml())
        .isEqualTo(
            """
            s:
              old:
                a: 1
              new:
                a: "true"
                b: 2
                c: "x\\ty"
            port: "a $${B}"
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "# nothing"})
  void nothing_is_an_empty_mapping(String yaml) {
    assertThat(source(yaml).yaml()).isEqualTo("{}\n");
  }

  @Test
  void values_at_a_path_have_their_places() {
    var source = source("m:\n  \"a.b\": {d: [{p: up}], key: sk-1, none: }\n  c: {d: 1}\n");
    assertThat(source.values(List.of(List.of("m", "a.b"))).values())
        .containsExactly(
            new Effective("m.\"a.b\".d[0].p", "up", "t.yaml:2:19"),
            new Effective("m.\"a.b\".key", "***", "t.yaml:2:30"));
    assertThat(source.values(List.of(List.of("m", "x")))).isEmpty();
    assertThat(source.values(List.of(List.of("x", "y")))).isEmpty();
  }
}
