package dev.tutti.contributing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.application.api.ApplicationRun;
import dev.tutti.application.api.ModelAnswer;
import dev.tutti.application.api.ModelQuestion;
import dev.tutti.application.api.QuestionOutcome;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.document.CharacterBudget;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.block.BlockWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {
  private static final String TEXT = "A storm over the northern harbour delayed five ships.";

  private final ReadingTime application = new ReadingTime();

  /** Run over one text, whose model quotes the same passage whatever it is asked. */
  private record TestingRun(ApplicationParameters parameters, String quote)
      implements ApplicationRun {

    @Override
    public String content() {
      return TEXT;
    }

    @Override
    public List<OpenDocument> documents() {
      var out = new BlockWriter();
      out.block("paragraph", TEXT);
      var lease = new CharacterBudget(1 << 20).take(1, Duration.ZERO);
      return List.of(new OpenDocument("content", "text/plain", out.finished(), lease));
    }

    @Override
    public List<OpenDocument> files() {
      return List.of();
    }

    @Override
    public boolean asksModel() {
      return !quote.isEmpty();
    }

    @Override
    public Optional<String> model() {
      return Optional.of("m").filter(_ -> asksModel());
    }

    @Override
    public boolean isModelChosen() {
      return false;
    }

    @Override
    public ModelAnswer ask(ModelQuestion question) {
      return new ModelAnswer(Json.object().put("quote", quote), "up/m", Usage.NONE, 0);
    }

    @Override
    public List<QuestionOutcome> askAll(List<ModelQuestion> questions, int atOnce) {
      return questions.stream().map(each -> new QuestionOutcome(each, ask(each), null)).toList();
    }

    @Override
    public void requireGoingOn() {}

    @Override
    public void progress(long done, long total, String text) {}
  }

  @Test
  void what_is_counted_needs_no_model() {
    var result = application.run(new TestingRun(ApplicationParameters.NONE, ""));
    assertThat(result).hasToString("{\"words\":9,\"minutes\":1,\"topic\":null}");
    assertThat(application.text(result)).isEqualTo("9 words, 1 minutes");
  }

  @Test
  void a_topic_that_does_not_stand_in_the_text_is_not_shown() {
    var shown = application.run(new TestingRun(ApplicationParameters.NONE, "A storm over the"));
    assertThat(shown.path("topic").asString("")).isEqualTo("A storm over the");
    var made = application.run(new TestingRun(ApplicationParameters.NONE, "A flood in spring"));
    assertThat(made.path("topic").isNull()).isTrue();
  }

  @Test
  void a_wrong_parameter_is_named() {
    var parameters = new ApplicationParameters(Json.object().put("words_per_minute", 3));
    assertThatThrownBy(() -> application.check(parameters))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("parameters.words_per_minute");
  }
}
