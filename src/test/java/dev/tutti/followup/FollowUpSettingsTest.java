package dev.tutti.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.followup.classifier.DialogueLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpSettingsTest {
  @TempDir private Path folder;

  private static FollowUpSettings read(String yaml) {
    return ConfigSource.text("t.yaml", yaml).read(Map.of(), FollowUpSettings.SECTION::read);
  }

  @Test
  void nothing_said_means_no_model() {
    assertThat(read("{}")).isEqualTo(new FollowUpSettings(.45, "", Duration.ofSeconds(2), .15));
  }

  @Test
  void everything_can_be_said() {
    assertThat(
            read(
                """
                conversation:
                  follow_up:
                    threshold: 0.3
                    model: small
                    timeout: 800ms
                    band: 0.1
                """))
        .isEqualTo(new FollowUpSettings(.3, "small", Duration.ofMillis(800), .1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"threshold: 1.1", "timeout: 0s", "band: 0.6", "band: wide", "treshold: 1"})
  void what_cannot_be_is_said_with_its_place(String member) {
    var problems =
        catchThrowableOfType(
                ConfigException.class, () -> read("conversation: {follow_up: {" + member + "}}"))
            .problems();
    assertThat(problems).hasSize(1).first().asString().contains("follow_up");
  }

  private static String shipped() throws IOException {
    var in = FollowUpSettings.class.getResourceAsStream("classifier/weights.dat");
    try (var text = Objects.requireNonNull(in)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private FollowUpSettings weights(String text) throws IOException {
    var file = Files.writeString(folder.resolve("weights.dat"), text);
    return read("conversation: {follow_up: {weights: \"" + file + "\"}}");
  }

  @Test
  void weights_of_a_file_decide_in_the_place_of_those_that_come_with_tutti() throws Exception {
    var text = shipped();
    var history = List.of(new DialogueLine(true, "Write a poem about the sea."));
    var message = "How many legs does a spider have?";
    double probability =
        FollowUpSettings.DEFAULT.classifier().assess(history, message).probability();
    assertThat(weights(text).classifier().assess(history, message).probability())
        .isEqualTo(probability);
    var sure = text.replaceFirst("\ncurve english .*", "\ncurve english 0 0 9");
    assertThat(weights(sure).classifier().assess(history, message).probability())
        .isGreaterThan(.99)
        .isGreaterThan(probability);
  }

  @Test
  void what_are_no_weights_of_this_version_is_refused_with_what_was_expected() throws Exception {
    var text = shipped();
    for (var wrong :
        List.of(
            "",
            "no weights",
            text.substring(0, text.length() / 2),
            text.replace("\nturns ", "\nturn "))) {
      assertThatThrownBy(() -> weights(wrong))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("weights.dat")
          .hasMessageContaining("bench/followup train");
    }
    assertThatThrownBy(() -> read("conversation: {follow_up: {weights: none-such.dat}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none-such.dat");
  }
}
