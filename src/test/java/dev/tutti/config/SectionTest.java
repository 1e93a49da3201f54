package dev.tutti.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SectionTest {
  private enum Balance {
    ROUND_ROBIN,
    LEAST_LATENCY
  }

  private static Object value(String yaml, Function<Section, Setting<?>> setting) {
    return TestingConfig.read(yaml, s -> setting.apply(s).required());
  }

  @Test
  void every_kind_is_read_as_it_is_written() {
    assertThat(value("host: '::1'", s -> s.string("host"))).isEqualTo("::1");
    assertThat(value("port: 8080", s -> s.integer("port", 1, 65_535))).isEqualTo(8080);
    assertThat(value("rate: 0.25", s -> s.decimal("rate", 0, 1))).isEqualTo(0.25);
    assertThat(value("on: true", s -> s.bool("on"))).isEqualTo(true);
    assertThat(value("t: 1h30m", s -> s.duration("t"))).isEqualTo(Duration.ofMinutes(90));
    assertThat(value("t: 0ms", s -> s.durationOrZero("t"))).isEqualTo(Duration.ZERO);
    assertThat(value("body: 32MiB", s -> s.size("body", 1, 1L << 30))).isEqualTo(32L << 20);
    assertThat(value("b: least_latency", s -> s.oneOf("b", Balance.values())))
        .isEqualTo(Balance.LEAST_LATENCY);
    assertThat(value("tags: [a, 'b c']", s -> s.strings("tags"))).isEqualTo(List.of("a", "b c"));
  }

  @Test
  void what_is_not_given_has_its_default() {
    assertThat(TestingConfig.read("port:\n", s -> s.integer("port", 1, 9).or(7))).isEqualTo(7);
    assertThat(TestingConfig.read("", s -> s.section("server").integer("port", 1, 9).or(7)))
        .isEqualTo(7);
    assertThat(TestingConfig.read("", s -> s.strings("tags").optional()))
        .isEqualTo(Optional.empty());
    assertThat(TestingConfig.read("", s -> s.sections("deployments"))).isEqualTo(List.of());
    assertThat(TestingConfig.read("", s -> s.named("models", Kind.text()))).isEqualTo(Map.of());
  }

  @Test
  void a_former_key_is_read_with_a_notice() {
    var read =
        ConfigSource.text("t.yaml", "old: 1")
            .examine(Map.of(), s -> s.integer(s.key("new", "old"), 1, 9).required());
    assertThat(read.value()).isEqualTo(1);
    assertThat(read.notices())
        .extracting(Problem::toString)
        .containsExactly("t.yaml:1:1: old: is the former name of new (expected: new)");
    assertThat(
            ConfigSource.text("t.yaml", "new: 1")
                .examine(Map.of(), s -> s.integer(s.key("new", "old"), 1, 9).required())
                .notices())
        .isEmpty();
  }

  @Test
  void a_key_and_its_former_name_are_not_read_together() {
    assertThat(
            TestingConfig.problems(
                "{new: 1, old: 2}", s -> s.integer(s.key("new", "old"), 1, 9).required()))
        .containsExactly(
            "t.yaml:1:10: old: is the former name of new, which is there too (expected: new"
                + " alone)");
  }

  @Test
  void a_problem_found_elsewhere_is_told_at_its_member() {
    assertThat(
            TestingConfig.problems(
                """
                up:
                  key: x
                """,
                root -> {
                  var up = root.section("up");
                  up.report("key: has a blank (expected: none)");
                  up.report("url: is missing (expected: an address)");
                  up.report("headers.te: may not be set");
                  up.report("\"up\" is not known: ask (expected: another)");
                  return List.of();
                }))
        .containsExactly(
            "t.yaml:2:3: up.url: is missing (expected: an address)",
            "t.yaml:2:3: up.headers.te: may not be set",
            "t.yaml:2:3: up: \"up\" is not known: ask (expected: another)",
            "t.yaml:2:8: up.key: has a blank (expected: none)");
  }

  @Test
  void a_wrong_value_is_shown_with_what_was_expected() {
    assertThat(
            TestingConfig.problems(
                """
                server:
                  port: eighty
                  drain: 30
                  body: 32MB
                  rate: 2
                  on: yes
                  wait: 0s
                  balance: robin
                  tags: one
                """,
                root -> {
                  var s = root.section("server");
                  return List.of(
                      s.integer("port", 1, 65_535).or(1),
                      s.duration("drain").required(),
                      s.size("body", 1, 1L << 30).required(),
                      s.decimal("rate", 0, 1).or(1.0),
                      s.bool("on").or(true),
                      s.duration("wait").or(Duration.ZERO),
                      s.oneOf("balance", Balance.values()).required(),
                      s.strings("tags").or(List.of()));
                }))
        .containsExactly(
            "t.yaml:2:9: server.port: \"eighty\" (expected: a whole number from 1 to 65535)",
            "t.yaml:3:10: server.drain: \"30\" (expected: a time such as 50ms, 30s, 5m, 1h or 2d)",
            "t.yaml:4:9: server.body: \"32MB\" (expected: a size such as 256KiB or 32MiB, from 1B"
                + " to 1GiB)",
            "t.yaml:5:9: server.rate: \"2\" (expected: a number from 0 to 1)",
            "t.yaml:6:7: server.on: \"yes\" (expected: true or false)",
            "t.yaml:7:9: server.wait: \"0s\" (expected: a time such as 50ms, 30s, 5m, 1h or 2d)",
            "t.yaml:8:12: server.balance: \"robin\" (expected: one of round_robin, least_latency)",
            "t.yaml:9:9: server.tags: \"one\" (expected: a list, each text)");
  }

  @Test
  void an_unknown_key_is_reported_with_the_nearest_known_one() {
    assertThat(
            TestingConfig.problems(
                "server:\n  host: h\n  prot: 1\n",
                s ->
                    s.section("server").string("host").required()
                        + s.section("server").integer("port", 1, 9).or(1)))
        .containsExactly("t.yaml:3:3: server.prot: unknown key. Did you mean \"port\"?");
  }

  @Test
  void an_unknown_key_that_is_near_nothing_names_the_known_ones() {
    assertThat(
            TestingConfig.problems(
                "xyz: 1\n", s -> s.string("data").or("d") + s.bool("on").or(true)))
        .containsExactly("t.yaml:1:1: xyz: unknown key (expected: data, on)");
  }

  @Test
  void a_misspelt_required_key_is_both_missing_and_unknown() {
    assertThat(
            TestingConfig.problems(
                "providers:\n  mine:\n    presset: openai\n",
                root ->
                    root.named("providers", Kind.text()).values().stream()
                        .map(each -> each.string("preset").required())
                        .toList()))
        .containsExactly(
            "t.yaml:3:5: providers.mine.preset: is missing (expected: text)",
            "t.yaml:3:5: providers.mine.presset: unknown key. Did you mean \"preset\"?");
  }

  @Test
  void what_stands_in_a_list_is_named_by_its_place() {
    assertThat(
            TestingConfig.problems(
                """
                models:
                  gpt-4.1:
                    deployments: [{weight: 1}, {weight: 0}, 5]
                    tags: [a, [b], ""]
                """,
                root -> {
                  var model = root.section("models").section("gpt-4.1");
                  model.strings("tags").required();
                  return model.sections("deployments").stream()
                      .map(each -> each.integer("weight", 1, 100).required())
                      .toList();
                }))
        .containsExactly(
            "t.yaml:3:41: models.\"gpt-4.1\".deployments[1].weight: \"0\""
                + " (expected: a whole number from 1 to 100)",
            "t.yaml:3:45: models.\"gpt-4.1\".deployments[2]: \"5\""
                + " (expected: a section of keys with values)",
            "t.yaml:4:15: models.\"gpt-4.1\".tags[1]: a list (expected: text)",
            "t.yaml:4:20: models.\"gpt-4.1\".tags[2]: \"\" (expected: text)");
  }

  @Test
  void names_of_sections_are_checked() {
    var names = Kind.text(Pattern.compile("[a-z][a-z0-9_-]*"), "a name such as openai");

    assertThat(
            TestingConfig.problems(
                "providers:\n  Open AI: {preset: openai}\n  ollama:\n",
                s -> s.named("providers", names)))
        .containsExactly(
            "t.yaml:2:3: providers.\"Open AI\": \"Open AI\" (expected: a name such as openai)");
    assertThat(
            TestingConfig.read(
                "providers: {b: {}, a: }", s -> List.copyOf(s.named("providers", names).keySet())))
        .isEqualTo(List.of("b", "a"));
  }

  @Test
  void named_values_are_read_by_kind() {
    assertThat(
            TestingConfig.read(
                "headers: {X-A: one, X-B: two}",
                s -> s.values("headers", Kind.text(), Kind.text())))
        .isEqualTo(Map.of("X-A", "one", "X-B", "two"));
    assertThat(
            TestingConfig.problems(
                "limits: {a: 1, b: x}", s -> s.values("limits", Kind.text(), Kind.integer(1, 9))))
        .containsExactly("t.yaml:1:19: limits.b: \"x\" (expected: a whole number from 1 to 9)");
  }

  @Test
  void a_feature_refuses_values_that_do_not_fit_together() {
    assertThat(
            TestingConfig.problems(
                "pool: {max: 5, keep: 9}",
                root -> {
                  var pool = root.section("pool");
                  int max = pool.integer("max", 1, 100).or(100);
                  int keep = pool.integer("keep", 0, 100).or(20);
                  if (keep > max) {
                    pool.refuse("keep", "at most max, which is " + max);
                  }
                  return keep;
                }))
        .containsExactly("t.yaml:1:22: pool.keep: \"9\" (expected: at most max, which is 5)");
  }

  @Test
  void a_section_that_is_none_is_one_problem_and_not_many() {
    assertThat(
            TestingConfig.problems(
                "server: 8080\nmodels: {a: 1}\n",
                s -> s.section("server").string("host").required() + s.sections("models").size()))
        .containsExactly(
            "t.yaml:1:9: server: \"8080\" (expected: a section of keys with values)",
            "t.yaml:2:9: models: a section (expected: a list of sections)");
  }

  @Test
  void a_records_own_complaint_is_a_problem() {
    assertThat(
            TestingConfig.problems(
                "a: 1\n",
                s -> {
                  throw new IllegalArgumentException("a: 1 (expected: b)");
                }))
        .containsExactly("t.yaml: a: 1 (expected: b)");
  }

  @Test
  void a_section_may_be_read_in_several_places() {
    assertThat(
            TestingConfig.problems(
                "server: {host: h, port: 1}",
                root ->
                    root.section("server").string("host").required()
                        + root.section("server").integer("port", 1, 9).required()))
        .isEmpty();
  }

  @Test
  void problems_are_bounded() {
    var yaml = "x%d: 1\n".repeat(500).formatted(IntStream.range(0, 500).boxed().toArray());

    assertThat(TestingConfig.problems(yaml, _ -> "")).hasSize(100);
  }
}
