package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ComparisonTest {
  private static final Truth.Spoken TRUTH =
      new Truth.Spoken(
          List.of(
              new Truth.Choice(
                  "Tide is high.",
                  "Look.",
                  List.of(new Truth.Call(Optional.of("c1"), "tide", "{\"a\": 1}")),
                  Optional.empty(),
                  Set.of("tool_calls"))),
          Optional.of(
              new Truth.Tokens(Set.of(3L), Set.of(4L, 5L), Set.of(0L), Set.of(), Set.of(2L))));

  private static final String SAME =
      """
      {"choices": [{"index": 0, "finish_reason": "tool_calls", "message": {
         "content": "Tide is high.", "reasoning_content": "Look.",
         "tool_calls": [{"id": "c1", "type": "function",
                         "function": {"name": "tide", "arguments": "{\\"a\\":1}"}}]}}],
       "usage": {"prompt_tokens": 3, "completion_tokens": 5,
                 "completion_tokens_details": {"reasoning_tokens": 2}}}
      """;

  @Test
  void the_same_answer_has_no_difference() {
    assertThat(kinds(SAME)).isEmpty();
  }

  @Test
  void every_part_is_compared() {
    assertThat(kinds(SAME.replace("high", "low"))).containsExactly("text");
    assertThat(kinds(SAME.replace("Look", "Hear"))).containsExactly("reasoning");
    assertThat(kinds(SAME.replace("\"c1\"", "\"c2\""))).containsExactly("tool_calls.id");
    assertThat(kinds(SAME.replace("\"tide\"", "\"wind\""))).containsExactly("tool_calls.name");
    assertThat(kinds(SAME.replace(":1}", ":2}"))).containsExactly("tool_calls.arguments");
    assertThat(
            kinds(SAME.replace("\"finish_reason\": \"tool_calls\"", "\"finish_reason\": \"stop\"")))
        .containsExactly("finish");
    assertThat(kinds(SAME.replace("\"prompt_tokens\": 3", "\"prompt_tokens\": 4")))
        .containsExactly("usage.input");
    assertThat(kinds(SAME.replace(": 5,", ": 6,"))).containsExactly("usage.output");
    assertThat(kinds(SAME.replace("reasoning_tokens\": 2", "reasoning_tokens\": 0")))
        .containsExactly("usage.reasoning");
    assertThat(kinds(SAME.replace("\"usage\"", "\"used\""))).containsExactly("usage");
  }

  @Test
  void vectors_are_compared_by_their_numbers_and_their_form() {
    var floats = vectors("[0.5,-2.0]");
    var base64 = vectors("\"AAAAPwAAAMA=\"");
    var asked = new Truth.Vectors(1, List.of(Optional.of(2)), Optional.empty());
    var askedInBase64 = new Truth.Vectors(1, List.of(Optional.empty()), Optional.empty());
    assertThat(Comparison.of(asked, base64, floats)).isEmpty();
    assertThat(Comparison.of(askedInBase64, floats, base64)).isEmpty();
    assertThat(Comparison.of(asked, floats, base64).stream().map(Problem::kind))
        .containsExactly("embeddings.size");
    assertThat(Comparison.of(asked, base64, vectors("[0.5,2.0]")).stream().map(Problem::kind))
        .containsExactly("embeddings.values");
  }

  private static JsonNode vectors(String embedding) {
    return Corpus.JSON.readTree("{\"data\":[{\"index\":0,\"embedding\":" + embedding + "}]}");
  }

  private static List<String> kinds(String answer) {
    var received = Listener.whole(Corpus.JSON.readTree(answer));
    return Comparison.of(TRUTH, received).stream().map(Problem::kind).toList();
  }
}
