package dev.tutti.template.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.template.api.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every golden template gives what jinja2 gives, or fails where jinja2 fails. */
class GoldenTest {
  private static List<Golden> goldens = List.of();

  @BeforeAll
  static void read() throws IOException {
    goldens = Golden.readAll(Path.of("src/test/resources/template/golden"));
  }

  static List<Golden> rendered() throws IOException {
    read();
    return goldens;
  }

  @Test
  void there_are_at_least_two_hundred() {
    assertThat(goldens).hasSizeGreaterThanOrEqualTo(200);
    assertThat(goldens.stream().map(Golden::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rendered")
  void equals_jinja(Golden golden) {
    assertThat(golden.difference()).isEmpty();
  }

  /** Partials are asked for what they use too, so only templates without any are compared. */
  @Test
  void finds_the_undeclared_variables_that_jinja_finds() {
    for (var golden : goldens) {
      if (golden.expected().isPresent()
          && !golden.parts().getOrDefault("template", "").contains("include")
          && !golden.parts().getOrDefault("template", "").contains("with context")) {
        var names = new TreeSet<String>();
        golden.compile().undeclared().forEach(each -> names.add(each.name()));
        assertThat(names).as(golden.name()).isEqualTo(golden.undeclared());
      }
    }
  }
}
