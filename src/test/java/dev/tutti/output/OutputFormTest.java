package dev.tutti.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.testing.Promptness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFormTest {
  private static final String NODE =
      "{'type':'object','properties':{'name':{'type':'string'},'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}},"
          + "'required':['name','next'],'additionalProperties':false}";

  private final OutputForms forms = new OutputForms();

  @Test
  void what_is_valid_fits_as_it_is() {
    assertThat(form(NODE).judge(" {\"name\": \"a\", \"next\":null}\n"))
        .isEqualTo(new Judgement.Fits());
    assertThat(OutputForm.OBJECT.judge("{}")).isEqualTo(new Judgement.Fits());
  }

  @Test
  void a_flaw_has_its_place_what_was_found_and_what_was_expected() {
    assertThat(flaws(form(NODE), "{\"name\":\"a\",\"next\":{\"name\":5,\"next\":null}}"))
        .anySatisfy(
            flaw -> assertThat(flaw).isEqualTo("/next/name: integer found, string expected"));
    assertThat(flaws(form(NODE), "{\"name\":\"a\"}"))
        .contains("/: required property 'next' not found");
    assertThat(flaws(OutputForm.OBJECT, "[1]")).contains("array found, object expected");
    assertThat(flaws(form(NODE), " ")).contains("the answer is empty (expected: JSON)");
  }

  @Test
  void flaws_are_few_and_short() {
    var flaws =
        flaws(
            form("{'type':'array','items':{'enum':['%s']}}".formatted("x".repeat(1_000))),
            "[" + "1,".repeat(999) + "1]");
    assertThat(flaws)
        .hasSizeBetween(1, 8)
        .allSatisfy(flaw -> assertThat(flaw).hasSizeLessThan(250));
  }

  /** Formats are rules here, not notes. */
  @Test
  void formats_count() {
    var form = form("{'type':'string','format':'date'}");
    assertThat(form.judge("\"2026-02-28\"")).isEqualTo(new Judgement.Fits());
    assertThat(flaws(form, "\"2026-02-30\"")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n{\"n\":1}\n```",
        "Here it is: {\"n\":1} - I hope it helps.",
        "Look at [1] and [Note] and {this}: {\"n\":1}",
        "{\"n\":1,}",
        "{'n':1}",
        "{n:1}",
        "<think>\nHm.\n</think>\n\n{\"n\": 1}",
        "{\"n\":1 ",
        "{\"n\":1}\n\n{\"n\": 1}",
      })
  void nearly_json_is_mended(String text) {
    var form = form("{'type':'object','properties':{'n':{'type':'integer'}},'required':['n']}");
    assertThat(form.judge(text)).isEqualTo(new Judgement.Mended("{\"n\":1}"));
  }

  @Test
  void words_of_python_and_line_breaks_are_mended() {
    assertThat(OutputForm.OBJECT.judge("{'a': True, 'b': [False, None,], 'c': 'x\ny \"z\"'}"))
        .isEqualTo(
            new Judgement.Mended("{\"a\":true,\"b\":[false,null],\"c\":\"x\\u000ay \\\"z\\\"\"}"));
  }

  /** Each of these could be mended into something that the model has not said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"Ali",
        "{\"name\":\"Alice\",",
        "{\"name\":\"Alice\",\"age\":4",
        "{\"name\":\"Alice\",\"age\":",
        "{\"list\":[1,2,",
        "{\"a\" 1}",
        "{\"a\":1} or {\"a\":2}",
        "{\"a\":1 \"b\":{\"c\":2}}",
        "{\"child\":{\"a\":1},\"more\":{\"a\":2},\"b\":\"x",
        "I cannot do that.",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}",
      })
  void nothing_is_guessed(String text) {
    assertThat(OutputForm.OBJECT.judge(text)).isInstanceOf(Judgement.Flawed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'strnig'}",
        "{'type':'object','properties':[]}",
        "{'$ref':'https://example.com/schema.json'}",
        "{'properties':{'a':{'$ref':'file:///etc/passwd'}}}",
        "{'properties':{'a':{'$dynamicRef':'other.json#a'}}}",
        "{'$ref':'#/$defs/missing'}",
        "{'$schema':'https://example.com/meta','type':'object'}",
        "{'type':'string','pattern':'('}",
      })
  void a_schema_that_is_none_is_refused_with_its_place(String schema) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> form(schema).judge("{\"a\":1}"))
        .satisfies(
            fault -> {
              assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
              assertThat(fault.param()).contains("response_format.json_schema.schema");
            });
  }

  @Test
  void a_reference_is_data_where_data_stands() {
    assertThat(form("{'const':{'$ref':'https://example.com'}}").judge("1"))
        .isInstanceOf(Judgement.Flawed.class);
  }

  @Test
  void a_large_schema_is_refused() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> form("{'description':'%s'}".formatted("x".repeat(200_000))))
        .withMessageContaining("at most 131072");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'$ref':'#'} | {}",
        "{'allOf':[{'$ref':'#'},{'$ref':'#'}]} | {}",
        "{'oneOf':[{'properties':{'a':{'$ref':'#'}}},{'properties':{'a':{'$ref':'#'}},'minProperties':9}]}"
            + " | DEEP",
      })
  @Timeout(20)
  void hostile_schemas_end(String schema, String answer) {
    var text = answer.equals("DEEP") ? "{\"a\":".repeat(60) + "1" + "}".repeat(60) : answer;
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> form(schema).judge(text))
        .satisfies(fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+$", "^(a|aa)+$", "^(a|b|ab)*c$"})
  @Timeout(20)
  void hostile_patterns_end(String pattern) {
    var form = form("{'type':'string','pattern':'%s'}".formatted(pattern));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> form.judge("\"" + "a".repeat(20_000) + "!\""))
        .withMessageContaining("a pattern");
  }

  /** The work grows with the length of the text and no faster. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "{'a':",
        "[[],",
        "\"",
        "'",
        "\\",
        "```",
        "{}",
        "{\"a\":1},",
        "[a",
        "-",
        "1e"
      })
  void a_mebibyte_of_anything_is_read_soon(String piece) throws Exception {
    var text = piece.repeat((1 << 20) / piece.length());
    Promptness.within(
        Duration.ofSeconds(2),
        _ -> {
          long begin = System.nanoTime();
          assertThat(OutputForm.OBJECT.judge(text)).isNotNull();
          return Promptness.since(begin);
        });
  }

  @Test
  void compiled_schemas_are_kept_within_bounds() {
    for (int i = 0; i < 300; i++) {
      form("{'type':'object','title':'%d'}".formatted(i));
      form("{'type':'object','title':'same'}");
    }
    assertThat(forms.kept()).isEqualTo(256);
    assertThat(form("{'title':'same','type':'object'}")).isNotNull();
    var once = form("{'type':'object','title':'same'}");
    assertThat(form("{'type':'object','title':'same'}")).isSameAs(once);
  }

  private OutputForm form(String schema) {
    var format = Json.object().put("type", "json_schema");
    format
        .putObject("json_schema")
        .put("name", "x")
        .set("schema", Json.tree(schema.replace('\'', '"')));
    return forms.of(ChatRequest.builder("m").user("Hi").with("response_format", format).build());
  }

  private static List<String> flaws(OutputForm form, String text) {
    return switch (form.judge(text)) {
      case Judgement.Flawed(var flaws) -> flaws;
      case Judgement.Fits _, Judgement.Mended _ -> throw new AssertionError("no flaw in " + text);
    };
  }
}
